/** Milliseconds on a clock that never steps back and that all threads of this process share. */
export type Now = () => number;

/** performance.now() counts from each thread's own start; this shifts it onto the process-wide monotonic clock. */
export function sharedClock(): Now {
  const shift = Number(process.hrtime.bigint()) / 1e6 - performance.now();
  return () => performance.now() + shift;
}

/** The longest delay a timer takes (2^31 − 1 ms); longer ones would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Waits, and can be told to stop waiting: an aborted signal ends it at once. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, Math.min(Math.ceil(ms), LONGEST_TIMER_MS));
    signal.addEventListener('abort', finish, { once: true });
  });
}
