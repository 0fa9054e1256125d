import { setTimeout as sleep } from 'node:timers/promises';
import { isLoopbackHost } from '../network/loopback.js';
import { sayOfClient as say } from '../sayings/client.js';
import { endCommand, type Output, startCommand } from './app-process.js';
import { type Answer, ask } from './ask.js';
import { type Expression, holds } from './expression.js';
import type { Seen } from './find-page.js';
import type { DriveEnd } from './observation.js';
import { fill, fillAll, type Known } from './placeholders.js';
import type { Done, Drive } from './settings.js';

/** Where commands run, and what they print goes to. */
export interface Surroundings {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly output: Output;
}

/** What came back to whoever began a check. */
export interface Driven extends DriveEnd {
  /** The answer and, after redirects within this machine, those that followed. */
  readonly seen: readonly Seen[];
  /** Cookies that a browser would send along when it returns from the vendor's site. */
  readonly cookies: string;
}

const EXCERPT = 300;
const MOST_REDIRECTS = 5;

/** Begins one check. Never rejects. `isPage`: an address that is not followed. */
export async function driveOnce(
  drive: Drive,
  known: Known,
  deadlineMs: number,
  around: Surroundings,
  isPage: (address: string) => boolean,
): Promise<Driven> {
  if (drive.kind === 'command') return driveCommand(drive.command, known, deadlineMs, around);
  const { body } = drive;
  const type =
    body.kind === 'none'
      ? {}
      : { 'content-type': body.kind === 'form' ? 'application/x-www-form-urlencoded' : 'application/json' };
  const headers = Object.fromEntries(Object.entries(drive.headers).map(([name, text]) => [name, fill(text, known)]));
  const first = await ask({
    method: drive.method,
    url: fill(drive.url, known, encodeURIComponent),
    headers: { accept: 'text/html,application/json;q=0.9,*/*;q=0.8', ...type, ...headers },
    body: bodyText(body, known),
    deadlineMs,
  });
  const answers = [first];
  const cookies = new Map<string, string>();
  keep(cookies, first);
  let url = fill(drive.url, known, encodeURIComponent);
  while (answers.length <= MOST_REDIRECTS) {
    const last = answers.at(-1)!;
    const { location } = last.headers;
    if (last.status < 300 || last.status > 399 || location === undefined || !URL.canParse(location, url)) break;
    url = new URL(location, url).href;
    if (isPage(url) || !isLoopbackHost(new URL(url).hostname)) break;
    const answer = await ask({ method: 'GET', url, headers: { cookie: jar(cookies) }, body: undefined, deadlineMs });
    keep(cookies, answer);
    answers.push(answer);
  }
  const last = answers.at(-1)!;
  const ms = answers.reduce((sum, answer) => sum + answer.ms, 0);
  const excerpt = `${last.headers.location ?? ''} ${last.body}`.trim().slice(0, EXCERPT);
  return { status: last.status, error: last.error, ms, excerpt, seen: answers, cookies: crossSite(answers) };
}

function bodyText(body: (Drive & { kind: 'http' })['body'], known: Known): string | undefined {
  if (body.kind === 'none') return undefined;
  if (body.kind === 'json') return JSON.stringify(fillAll(body.value, known));
  const fields = Object.entries(body.fields).map(([name, text]): [string, string] => [name, fill(text, known)]);
  return new URLSearchParams(fields).toString();
}

/** Values are put in as they are; they hold no character that a shell reads. */
async function driveCommand(command: string, known: Known, deadlineMs: number, around: Surroundings): Promise<Driven> {
  const { code, text, ms } = await runCommand(fill(command, known), deadlineMs, around);
  const seen = [{ headers: {}, body: text }];
  const excerpt = text.trim().slice(0, EXCERPT);
  if (code === undefined)
    return { status: 0, error: say('endNotInTime', { of: deadlineMs / 1000 }), ms, excerpt, seen, cookies: '' };
  return { status: code === 0 ? 200 : 500, error: '', ms, excerpt, seen, cookies: '' };
}

async function runCommand(
  command: string,
  deadlineMs: number,
  { folder, env, output }: Surroundings,
): Promise<{ readonly code: number | undefined; readonly text: string; readonly ms: number }> {
  const began = performance.now();
  const child = startCommand(command, folder, env, output);
  let text = '';
  child.stdout?.on('data', (chunk: string) => {
    if (text.length < 1_000_000) text += chunk;
  });
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
  const giveUp = new AbortController();
  const code = await Promise.race([
    ended,
    sleep(deadlineMs, undefined, { signal: giveUp.signal }).catch(() => undefined),
  ]);
  giveUp.abort();
  endCommand(child, 'SIGKILL');
  return { code, text, ms: performance.now() - began };
}

/** What `done` said: whether the app believes that the check passed, or why that is not known. */
export type Believed = { readonly verified: boolean } | { readonly failed: string };

/** Asks once. An app that does not know the check yet, or answers no JSON, does not believe that it passed. */
export async function askDone(done: Done, known: Known, deadlineMs: number, around: Surroundings): Promise<Believed> {
  if (done.kind === 'command') {
    const { code, text } = await runCommand(fill(done.command, known), deadlineMs, around);
    return code === undefined ? { failed: say('commandEndless') } : { verified: says(done.verified, text) };
  }
  const url = fill(done.url, known, encodeURIComponent);
  const answer = await ask({
    method: 'GET',
    url,
    headers: { accept: 'application/json' },
    body: undefined,
    deadlineMs,
  });
  return answer.status === 0 ? { failed: answer.error } : { verified: says(done.verified, answer.body) };
}

function says(condition: Expression, text: string): boolean {
  try {
    return holds(condition, JSON.parse(text));
  } catch {
    return false;
  }
}

function keep(cookies: Map<string, string>, { cookies: set }: Answer): void {
  for (const cookie of set) {
    const [, name = '', value = ''] = /^\s*([^=;\s][^=;]*)=([^;]*)/.exec(cookie) ?? [];
    if (name !== '') cookies.set(name, value);
  }
}

function jar(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

/** A form that another site posts brings no cookie along that is for its own site alone. */
function crossSite(answers: readonly Answer[]): string {
  const cookies = new Map<string, string>();
  for (const answer of answers)
    keep(cookies, {
      ...answer,
      cookies: answer.cookies.filter((cookie) => !/;\s*samesite=(?:lax|strict)/i.test(cookie)),
    });
  return jar(cookies);
}
