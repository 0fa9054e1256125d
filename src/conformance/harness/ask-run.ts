import { setTimeout as sleep } from 'node:timers/promises';

/** What the run's own server on loopback answered, whole. */
export interface RunAnswer {
  readonly ok: boolean;
  readonly text: string;
}

/** On a machine that is very busy a connection may be refused, cut or not taken in time; for so long it is tried again. */
const PATIENCE_MS = 60_000;
/** An answer takes that process a moment; one that does not come in this time does not come. */
const DEADLINE_MS = 20_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Asks the process that leads the run, which is on this machine and answers as long as the run lasts. Asking the same again is
 * harmless there, so what breaks on the way, or does not come, is asked again for a minute. Throws an Error that says what was asked for (`what`),
 * how often, and why it did not come.
 */
export async function askRun(
  what: string,
  url: string,
  init: { readonly method?: string; readonly body?: string } = {},
  patienceMs = PATIENCE_MS,
  deadlineMs = DEADLINE_MS,
): Promise<RunAnswer> {
  const begun = performance.now();
  let pauseMs = FIRST_PAUSE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(deadlineMs) });
      return { ok: response.ok, text: await response.text() };
    } catch (cause) {
      if (performance.now() - begun + pauseMs > patienceMs)
        throw new Error(
          `${what} did not come from the process that leads the run, asked ${attempt} times: ${reasonOf(cause)}`,
          { cause },
        );
    }
    await sleep(pauseMs);
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
  }
}

/** "fetch failed" alone says nothing: its cause does. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: Error & { code?: string } };
  if (!(cause instanceof Error)) return message;
  return cause.message === '' ? (cause.code ?? message) : cause.message;
}
