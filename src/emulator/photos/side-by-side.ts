/** Runs tasks as they come, at most so many at the same time; the others wait in order. */
export function sideBySide(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The place goes straight to the next: nobody who comes meanwhile may take it.
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
