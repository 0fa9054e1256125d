/** The `Math` of one VU, and how its random numbers are made to repeat. */
export interface SeededMath {
  readonly math: Math;
  /** From here on `math.random()` gives the numbers that belong to this seed. They are not those of k6. */
  readonly seed: (seed: number) => void;
}

/** A `Math` of its own, so that seeding one VU leaves the others alone. */
export function seededMath(): SeededMath {
  const math = Object.defineProperties({}, Object.getOwnPropertyDescriptors(Math)) as Math;
  return {
    math,
    seed: (seed) => {
      math.random = weyl(seed);
    },
  };
}

/** A Weyl sequence, hashed (the finaliser of MurmurHash3): good enough to draw test data, not for secrets. */
function weyl(seed: number): () => number {
  let state = Math.trunc(seed) | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let hash = state;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
  };
}
