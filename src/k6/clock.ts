/** Milliseconds on a clock that never steps back and that all threads of this process share. */
export type Now = () => number;

/** performance.now() counts from each thread's own start; this shifts it onto the process-wide monotonic clock. */
export function sharedClock(): Now {
  const shift = Number(process.hrtime.bigint()) / 1e6 - performance.now();
  return () => performance.now() + shift;
}

/** The longest delay a timer takes (2^31 − 1 ms); longer ones would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Calls `act` after a time of any length; gives what calls it off. */
export function after(ms: number, act: () => void): () => void {
  let timer: NodeJS.Timeout;
  const arm = (left: number): void => {
    timer =
      left > LONGEST_TIMER_MS
        ? setTimeout(() => arm(left - LONGEST_TIMER_MS), LONGEST_TIMER_MS)
        : setTimeout(act, Math.ceil(left));
  };
  arm(ms);
  return () => clearTimeout(timer);
}

/** Waits for a time of any length, and can be told to stop waiting: an aborted signal ends it at once. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  if (ms <= 0 || signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      cancel();
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const cancel = after(ms, finish);
    signal?.addEventListener('abort', finish, { once: true });
  });
}
