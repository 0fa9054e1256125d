import type { ClientRuleId } from '../../contracts/client/client.js';
import { getResult } from '../../contracts/get-result/get-result.js';
import { getToken } from '../../contracts/get-token/get-token.js';
import type { Parameter } from '../contract/types.js';
import { sayOfClient as say } from '../sayings/client.js';
import type { Line } from './app-process.js';
import { clientSecrets } from './client-secrets.js';
import type { Ending } from './judge.js';
import { findLeaks, type Guarded, type LookedThrough } from './leaks.js';
import { type Track, type TrackedCall, VISITOR_HEADER } from './ledger.js';

/** What is judged of all checks of a run together. */
export interface WholeRun {
  readonly tracks: readonly Track[];
  readonly strays: readonly TrackedCall[];
  readonly lines: readonly Line[];
  /** Addresses that the client showed its user. */
  readonly shown: readonly string[];
  /** What was made up for the users of the checks. */
  readonly people: readonly Guarded[];
}

export type WholeRunRule = Extract<
  ClientRuleId,
  'client.biz_no.unique' | 'client.token.once' | 'client.secret' | 'client.identity'
>;

/** The rules that all checks together show, each once. */
export const wholeRunRules: readonly WholeRunRule[] = [
  'client.biz_no.unique',
  'client.token.once',
  'client.secret',
  'client.identity',
];

export function judgeRun(rule: WholeRunRule, run: WholeRun): Ending {
  switch (rule) {
    case 'client.biz_no.unique':
      return judgeSerials(run);
    case 'client.token.once':
      return judgeOpenings(run);
    case 'client.secret':
      return judgeLeaks(clientSecrets(), run);
    case 'client.identity':
      return judgeLeaks([...run.people, ...personsIn(run)], run);
  }
}

/** A request that was sent again because no token came for it is the same business as before: its serial number may be, too. */
function judgeSerials({ tracks, strays }: WholeRun): Ending {
  const given = [...tracks.flatMap(({ calls }) => calls), ...strays].filter(
    ({ answer }) => (answer?.token ?? '') !== '',
  );
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { call } of given) {
    const bizNo = call.fields.biz_no ?? '';
    if (seen.has(bizNo)) twice.add(bizNo);
    seen.add(bizNo);
  }
  if (given.length === 0) return { status: 'not-run', actual: say('noTokenGiven'), undecided: true };
  if (twice.size === 0) return { status: 'passed', actual: say('tokens', { count: given.length, of: seen.size }) };
  const names = [...twice].slice(0, 3).map((bizNo) => `biz_no "${bizNo}"`);
  return { status: 'failed', actual: say('numbersTwice', { names: names.join(', ') }) };
}

/** Whoever opens a page for the user says so; every other opening is one by the client itself. */
function judgeOpenings({ tracks, strays }: WholeRun): Ending {
  const calls = [...tracks.flatMap((track) => track.calls), ...strays];
  const own = calls.filter(
    ({ call }) =>
      call.kind === 'page' && call.headers[VISITOR_HEADER] === undefined && (call.fields.token ?? '') !== '',
  );
  const opened = calls.filter(({ call }) => call.kind === 'page').length;
  if (own.length > 0) return { status: 'failed', actual: say('openedItself', { count: own.length }) };
  return { status: 'passed', actual: say('openedByUsers', { count: opened }) };
}

function judgeLeaks(guarded: readonly Guarded[], run: WholeRun): Ending {
  const found = findLeaks(guarded, lookedThrough(run));
  if (found.length === 0) return { status: 'passed', actual: say('nothingLeaked', { count: run.lines.length }) };
  const more = found.length > 3 ? [say('morePlaces', { count: found.length - 3 })] : [];
  return { status: 'failed', actual: [...found.slice(0, 3), ...more].join('\n') };
}

function lookedThrough({ tracks, strays, lines, shown }: WholeRun): LookedThrough {
  const calls = [...tracks.flatMap((track) => track.calls), ...strays];
  const urls = calls.flatMap(({ call }) => [
    { url: withoutCredentials(call.target, call.kind), where: `${call.method} ${call.target.split('?')[0]}` },
    ...['return_url', 'notify_url'].flatMap((name) =>
      call.fields[name] === undefined ? [] : [{ url: call.fields[name], where: name }],
    ),
    ...(call.headers.referer === undefined ? [] : [{ url: String(call.headers.referer), where: 'Referer' }]),
  ]);
  return { lines, urls: [...urls, ...shown.map((url) => ({ url, where: say('shownToUser') }))] };
}

/** The page of GetResult has key and secret in the query itself. */
function withoutCredentials(target: string, kind: string): string {
  if (kind !== 'get-result') return target;
  const [path = '', query = ''] = target.split('?');
  const credentials = (getResult.parameters as readonly Parameter[])
    .filter(({ holds }) => holds !== undefined)
    .map(({ name }) => name);
  const rest = query.split('&').filter((pair) => !credentials.includes(pair.split('=')[0]!));
  return `${path}?${rest.join('&')}`;
}

/** Names, identity numbers and photos that the client sent. */
function personsIn({ tracks, strays }: WholeRun): Guarded[] {
  const personal = (getToken.parameters as readonly Parameter[]).filter(
    ({ holds }) => holds === 'name' || holds === 'identity number',
  );
  const calls = [...tracks.flatMap((track) => track.calls), ...strays];
  const values = calls.flatMap(({ call }) => [
    ...personal.flatMap(({ name, holds }) => (call.fields[name] ? [{ kind: holds!, value: call.fields[name] }] : [])),
    ...call.photos.map(({ bytes }) => ({ kind: 'photo', value: bytes })),
  ]);
  const known = new Set<string>();
  return values.filter(({ value }) => {
    const key = typeof value === 'string' ? value : value.toString('base64');
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}
