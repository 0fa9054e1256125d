/**
 * Begins jobs before their turn: so many at a time, in their order, from the first one that is asked for; those that stand
 * beside at once, as they mostly wait. One at a time, each begins at its turn. Gives what the job of a place comes to; a job that fails does so when it is asked for.
 */
export function runAhead<Result>(
  jobs: readonly (() => Promise<Result>)[],
  most: number,
  beside: (place: number) => boolean = () => false,
): (place: number) => Promise<Result> {
  if (most === 1) return (place) => jobs[place]!();
  const begun = new Map<number, Promise<Result>>();
  let running = 0;
  let next = 0;
  const begin = (place: number): Promise<Result> => {
    const job = jobs[place]!();
    begun.set(place, job);
    // Whoever asks for it hears of a failure.
    job.catch(() => undefined);
    return job;
  };
  const fill = () => {
    for (; running < most && next < jobs.length; next += 1) {
      if (begun.has(next)) continue;
      running += 1;
      const over = () => {
        running -= 1;
        fill();
      };
      begin(next).then(over, over);
    }
  };
  return (place) => {
    if (begun.size === 0) {
      next = place;
      jobs.forEach((_job, other) => {
        if (other >= place && beside(other)) begin(other);
      });
    }
    fill();
    return begun.get(place) ?? begin(place);
  };
}
