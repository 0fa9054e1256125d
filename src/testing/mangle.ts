import { type Random, seededRandom } from '../emulator/random.js';

/** Chooses by a seed, so that what it chose can be chosen again. */
export interface Chooser {
  /** A whole number from 0 to below the bound. */
  below(bound: number): number;
  /** True so often, by its chance. */
  often(chance: number): boolean;
  pick<T>(from: readonly T[]): T;
}

export function chooser(seed: number): Chooser {
  const random: Random = seededRandom(seed);
  const below = (bound: number) => Math.floor(random() * bound);
  return { below, often: (chance) => random() < chance, pick: (from) => from[below(from.length)]! };
}

/** Texts that parsers, terminals, pages and files take amiss. */
export const ODD_TEXTS: readonly string[] = [
  '',
  ' ',
  '\t \r\n',
  '\u0000',
  '\u001b[31m\u0007',
  '\u202Ex',
  '\uFEFF',
  '\uD800',
  '王小明',
  '😀'.repeat(50),
  'e\u0301',
  '</script><img src=x onerror=alert(1)>',
  '"\'`${7*7}&amp;%00%zz+',
  '=cmd()|1',
  '-1',
  '1e309',
  '{"a":[',
  '../..%2f',
  '--',
  '\r\n--',
  'x'.repeat(129),
  'x'.repeat(5000),
  '__proto__',
  'BAD_ARGUMENTS: ',
];

/** Bytes with some changed, taken out, doubled or cut off. */
export function mangle(bytes: Buffer, choose: Chooser): Buffer {
  let mangled = Buffer.from(bytes);
  for (let turn = choose.below(4); turn > 0; turn -= 1) {
    const at = choose.below(mangled.length + 1);
    const to = Math.min(mangled.length, at + 1 + choose.below(40));
    const [before, piece, after] = [mangled.subarray(0, at), mangled.subarray(at, to), mangled.subarray(to)];
    const parts: Record<string, readonly Uint8Array[]> = {
      changed: [before, Buffer.from(piece.map(() => choose.below(256))), after],
      out: [before, after],
      doubled: [before, piece, piece, after],
      odd: [before, Buffer.from(choose.pick(ODD_TEXTS)), after],
      cut: [before],
    };
    mangled = Buffer.concat(parts[choose.pick(Object.keys(parts))]!);
  }
  return mangled;
}
