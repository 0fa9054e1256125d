import type { Page } from '@playwright/test';
import type { SeenPage } from '../flow/judge/seen.js';

const OPEN_TIMEOUT_MS = 30_000;
const PLAIN_TIMEOUT_MS = 20_000;
const LOOK_INTO_BYTES = 200_000;

/** Opens the liveness page in a window of the browser. Never throws for what the server does. */
export async function openPage(window: Page, url: string): Promise<SeenPage> {
  try {
    const response = await window.goto(url, { waitUntil: 'commit', timeout: OPEN_TIMEOUT_MS });
    const answeredMs = Date.now();
    const status = response?.status() ?? 0;
    // A page that leaves at once takes its text along; then its status alone is known.
    const body = (await response?.text().catch(() => '')) ?? '';
    return { status, refusal: refusalOf(status, body), answeredMs };
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0]!.replaceAll(url, 'the page');
    return { answeredMs: Date.now(), status: 0, refusal: `the page could not be opened: ${reason}` };
  }
}

/** What a client gets that asks for JSON instead of a page. */
export async function getPlainly(url: string): Promise<SeenPage> {
  try {
    const response = await fetch(url, {
      headers: { Accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(PLAIN_TIMEOUT_MS),
    });
    const answeredMs = Date.now();
    const { status } = response;
    return { status, refusal: refusalOf(status, await firstText(response)), answeredMs };
  } catch (error) {
    return { answeredMs: Date.now(), status: 0, refusal: `no answer: ${(error as Error).message}` };
  }
}

/**
 * Why an answer counts as a refusal: an error status, or an `error_message` with a text in the body, as JSON or inside a
 * page. Empty for anything else.
 */
export function refusalOf(status: number, body: string): string {
  const message = /"error_message"\s*:\s*"([^"]{1,200})"/.exec(body.slice(0, LOOK_INTO_BYTES))?.[1];
  if (message !== undefined) return `${status} ${message}`;
  if (status < 400) return '';
  const title = /<title>([^<]{1,100})<\/title>/i.exec(body)?.[1]?.trim();
  return title === undefined || title === '' ? String(status) : `${status} "${title}"`;
}

async function firstText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    length += (chunk as Uint8Array).length;
    if (length > LOOK_INTO_BYTES) break;
  }
  return text;
}
