import type { Settings } from '../options/settings.js';
import { NamedUrl } from './named-url.js';
import type { Requests } from './requests.js';
import type { Response } from './response.js';

export type Params = Readonly<Record<string, unknown>> | null | undefined;

/** One request as `http.batch` takes it. */
interface BatchEntry {
  readonly method: string;
  readonly url: unknown;
  readonly body: unknown;
  readonly params: Params;
}

/** What stands in a batch and is no request. */
interface Unusable {
  readonly unusable: string;
}

/** What `http.batch` was asked for, in order. */
interface Batch {
  readonly isList: boolean;
  readonly entries: readonly { readonly key: string; readonly entry: BatchEntry | Unusable }[];
}

type Answers = (Response | null)[] | Record<string, Response>;

export function isEntry(entry: BatchEntry | Unusable): entry is BatchEntry {
  return !('unusable' in entry);
}

/** Reads the arguments of `http.batch`. Throws when they are not one array or object. */
export function batchOf(given: readonly unknown[]): Batch {
  const [asked] = given;
  if (given.length !== 1 || typeof asked !== 'object' || asked === null)
    throw new Error(`http.batch(): expected one array or object of requests; found ${given.map(String).join(', ')}`);
  const entries = Object.entries(asked).map(([key, entry]) => ({ key, entry: entryOf(entry, key) }));
  return { isList: Array.isArray(asked), entries };
}

/**
 * Sends in the order given, no more at once than `batch`, and no more to one host than `batchPerHost`; 0 is no limit. As in
 * k6 nothing is sent when one of them is no request: it says why, those before have no status, and those after no answer.
 */
export async function sendBatch(
  requests: Requests,
  asked: Batch,
  limits: Pick<Settings, 'batch' | 'batchPerHost'>,
): Promise<Answers> {
  const { isList, entries } = asked;
  const answers = new Map<string, Response>();
  const wrong = entries.findIndex(({ entry }) => misuseOf(requests, entry) !== undefined);
  if (wrong === -1) await sendAll(requests, entries, limits, answers);
  else {
    for (const { key } of entries.slice(0, wrong)) answers.set(key, requests.unsent());
    const { key, entry } = entries[wrong]!;
    answers.set(key, await requests.misuse(misuseOf(requests, entry)!));
  }
  if (isList) return entries.map(({ key }) => answers.get(key) ?? null);
  // In the order given, whichever was answered first.
  return Object.fromEntries(entries.flatMap(({ key }) => (answers.has(key) ? [[key, answers.get(key)!]] : [])));
}

function misuseOf(requests: Requests, entry: BatchEntry | Unusable): ReturnType<Requests['misuseOf']> {
  return isEntry(entry) ? requests.misuseOf(entry.url, entry.body, entry.params) : { text: entry.unusable, code: 0 };
}

function sendAll(
  requests: Requests,
  entries: Batch['entries'],
  { batch, batchPerHost }: Pick<Settings, 'batch' | 'batchPerHost'>,
  answers: Map<string, Response>,
): Promise<void> {
  const underWay = new Map<string, number>();
  const waiting = entries.flatMap(({ key, entry }) =>
    isEntry(entry) ? [{ key, entry, host: hostOf(entry.url) }] : [],
  );
  let inFlight = 0;
  return new Promise((resolve, reject) => {
    const next = (): void => {
      if (waiting.length === 0 && inFlight === 0) resolve();
      for (let index = 0; index < waiting.length && (batch === 0 || inFlight < batch); ) {
        const { key, entry, host } = waiting[index]!;
        const there = underWay.get(host) ?? 0;
        if (batchPerHost > 0 && there >= batchPerHost) {
          index += 1;
          continue;
        }
        waiting.splice(index, 1);
        inFlight += 1;
        underWay.set(host, there + 1);
        requests.start(entry.method, entry.url, entry.body, entry.params, 'blocking').then((response) => {
          answers.set(key, response);
          inFlight -= 1;
          underWay.set(host, underWay.get(host)! - 1);
          next();
        }, reject);
      }
    };
    next();
  });
}

function entryOf(entry: unknown, key: string): BatchEntry | Unusable {
  if (Array.isArray(entry)) {
    const [method, url, body, params] = entry as [unknown, unknown, unknown, Params];
    if (entry.length < 2) return { unusable: `request ${key} of the batch: expected [method, url, body, params]` };
    if (typeof method !== 'string') return { unusable: noMethod(key, method) };
    return { method, url, body, params };
  }
  // What http.url`…` makes stands for a URL, as every text does.
  if (typeof entry !== 'object' || entry === null || entry instanceof NamedUrl)
    return { method: 'GET', url: entry, body: undefined, params: undefined };
  const { url, body, params } = entry as Partial<BatchEntry>;
  if (url === undefined) return { unusable: `request ${key} of the batch: it has no url` };
  if (!('method' in entry)) return { method: 'GET', url, body, params };
  const given: unknown = entry.method;
  if (typeof given !== 'string') return { unusable: noMethod(key, given) };
  // As k6 reads a method in this form, and in no other: in capital letters, and GET and HEAD without a body.
  const method = given.toUpperCase();
  return { method, url, body: method === 'GET' || method === 'HEAD' ? undefined : body, params };
}

function noMethod(key: string, found: unknown): string {
  return `request ${key} of the batch: expected a method like "GET"; found ${String(found)}`;
}

function hostOf(url: unknown): string {
  const text = url instanceof NamedUrl ? url.url : String(url);
  return URL.canParse(text) ? new URL(text).host : '';
}
