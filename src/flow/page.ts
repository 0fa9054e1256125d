import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, Response } from '@playwright/test';
import { fetch, type Response as PlainResponse, ProxyAgent } from 'undici';
import { type ProxyAddress, partsOf, proxyTo } from '../network/proxy.js';
import { sayOfAnswers } from '../sayings/answers.js';
import { sayOfCallbacks as say } from '../sayings/callbacks.js';
import { boundPage, type PageBound } from './bound.js';
import type { SeenPage } from './judge/seen.js';

const LONGEST_TEXT = 1_000_000;
const OPEN_TIMEOUT_MS = 30_000;
/** A page that is not whole by then is walked all the same; only what it says is not known. */
const TEXT_TIMEOUT_MS = 10_000;
const PLAIN_TIMEOUT_MS = 20_000;
const LOOK_INTO_BYTES = 200_000;

/**
 * Opens the liveness page in a window of the browser. Never throws for what the server does, and always ends. `onClosed` is
 * told why the window was closed, now or later, when its page loads too much.
 */
export async function openPage(
  window: Page,
  url: string,
  onClosed: (why: string) => void = () => undefined,
  textTimeoutMs = TEXT_TIMEOUT_MS,
): Promise<SeenPage> {
  let bound: PageBound | undefined;
  try {
    bound = await boundPage(window, onClosed);
    const closed = new Promise<string>((resolve) => window.once('close', () => resolve('')));
    const response = await window.goto(url, { waitUntil: 'commit', timeout: OPEN_TIMEOUT_MS });
    const answeredMs = Date.now();
    const status = response?.status() ?? 0;
    // A page that leaves at once takes its text along, and one that drips never has it all: then its status alone is known.
    const body = response === null ? '' : await Promise.race([textOf(response), closed, sleep(textTimeoutMs, '')]);
    if (bound.exceeded() !== '') return { status: 0, refusal: bound.exceeded(), answeredMs };
    return { status, refusal: refusalOf(status, body), answeredMs };
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0]!.replaceAll(url, 'the page');
    const refusal = bound?.exceeded() || say('pageNotOpened', { reason });
    return { answeredMs: Date.now(), status: 0, refusal };
  }
}

function textOf(response: Response): Promise<string> {
  return response.text().catch(() => '');
}

/** What a page shows and its source; undefined when they are not to be had within so many milliseconds, or too long. */
export async function textsOf(page: Page, withinMs: number): Promise<readonly string[] | undefined> {
  const over = sleep(withinMs, undefined, { ref: false });
  const deadlineMs = performance.now() + withinMs;
  for (;;) {
    const texts = Promise.all([page.evaluate<string>('document.documentElement.innerText'), page.content()]);
    try {
      const inTime = await Promise.race([texts, over]);
      return inTime?.every(({ length }) => length <= LONGEST_TEXT) ? inTime : undefined;
    } catch (error) {
      // The page leaves just now: the one that follows is looked through.
      if (!LEAVING.test((error as Error).message) || performance.now() > deadlineMs) throw error;
      await sleep(100);
    }
  }
}

/** What Playwright says when a page goes to another address while it is looked into. */
const LEAVING = /is navigating|Execution context was destroyed|because of a navigation/;

/** What a client gets that asks for JSON instead of a page. */
export async function getPlainly(url: string, proxy: ProxyAddress = null): Promise<SeenPage> {
  const through = proxyTo(new URL(url).hostname, proxy);
  const dispatcher = through === null ? undefined : proxyDispatcher(through);
  try {
    const response = await fetch(url, {
      headers: { Accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(PLAIN_TIMEOUT_MS),
      ...(dispatcher === undefined ? {} : { dispatcher }),
    });
    const answeredMs = Date.now();
    const { status } = response;
    return { status, refusal: refusalOf(status, await firstText(response)), answeredMs };
  } catch (error) {
    return {
      answeredMs: Date.now(),
      status: 0,
      refusal: sayOfAnswers('noAnswer', { reason: (error as Error).message }),
    };
  } finally {
    await dispatcher?.destroy();
  }
}

function proxyDispatcher(proxy: string): ProxyAgent {
  const { address, authorization } = partsOf(proxy);
  return new ProxyAgent({ uri: address, proxyTunnel: true, ...(authorization === '' ? {} : { token: authorization }) });
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

async function firstText(response: PlainResponse): Promise<string> {
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
