import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the run's own server on loopback answered, whole. */
export interface RunAnswer {
  readonly ok: boolean;
  readonly text: string;
}

type Asked = { readonly method?: string; readonly body?: string };

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
  asked: Asked = {},
  patienceMs = PATIENCE_MS,
  deadlineMs = DEADLINE_MS,
): Promise<RunAnswer> {
  const begun = performance.now();
  let pauseMs = FIRST_PAUSE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await askOnce(url, asked, deadlineMs);
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

const agent = new Agent({ keepAlive: true });

/** Node's own client, which takes less of the processor than `fetch`: every case asks several times. */
function askOnce(url: string, { method = 'GET', body }: Asked, deadlineMs: number): Promise<RunAnswer> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ ok: response.statusCode === 200, text }));
      response.on('error', reject);
    });
    const deadline = setTimeout(() => {
      reject(new Error(`timeout: no whole answer within ${deadlineMs} ms`));
      asking.destroy();
    }, deadlineMs);
    asking.on('error', reject);
    asking.on('close', () => clearTimeout(deadline));
    asking.end(body);
  });
}

function reasonOf(error: unknown): string {
  const { message, code } = error as Error & { code?: string };
  return message === '' ? (code ?? '') : message;
}
