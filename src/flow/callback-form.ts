import { parseObject } from '../contract/answer.js';
import { readMultipart } from '../multipart/read-multipart.js';
import type { SeenCallback } from './judge/seen.js';

/** Of a callback's form so many parts are read; two are documented. */
const MAX_PARTS = 100;

/** `data` and `sign` of a request, as bytes, and where they were found. */
export interface CallbackFields {
  readonly form: SeenCallback['form'];
  readonly data: Buffer | undefined;
  readonly sign: Buffer | undefined;
}

/**
 * Looks for `data` and `sign` in a request of any make: the form its content type names, JSON, or the query of its address.
 * What make is right is judged later.
 */
export async function readCallback(target: string, contentType: string, body: Buffer): Promise<CallbackFields> {
  const type = contentType.split(';')[0]!.trim().toLowerCase();
  if (type === 'multipart/form-data') return { form: 'multipart', ...pick(await readFields(contentType, body)) };
  if (type === 'application/x-www-form-urlencoded' && body.length > 0)
    return { form: 'urlencoded', ...pick(readUrlencoded(body.toString('latin1'))) };
  const json = readJson(body);
  if (json !== undefined) return { form: 'json', ...pick(json) };
  const query = target.split('?')[1] ?? '';
  if (body.length === 0 && query !== '') return { form: 'query', ...pick(readUrlencoded(query)) };
  return { form: 'none', data: undefined, sign: undefined };
}

function pick(fields: ReadonlyMap<string, Buffer>): { data: Buffer | undefined; sign: Buffer | undefined } {
  return { data: fields.get('data'), sign: fields.get('sign') };
}

/** The first value of each name; percent-encoding undone byte by byte, so that no character set is guessed. */
function readUrlencoded(text: string): Map<string, Buffer> {
  const fields = new Map<string, Buffer>();
  for (const pair of text.split('&')) {
    const [name, value = ''] = pair.split(/=(.*)/s).map(unescapeForm);
    if (name !== undefined && !fields.has(name.toString())) fields.set(name.toString(), value as Buffer);
  }
  return fields;
}

function unescapeForm(text: string): Buffer {
  const bytes = text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

/** The first text of each name. A form that breaks off gives the fields before the break. */
async function readFields(contentType: string, body: Buffer): Promise<Map<string, Buffer>> {
  const { parts } = await readMultipart(contentType, body, MAX_PARTS);
  const texts = parts.filter(({ fileName }) => fileName === undefined);
  // From the last to the first: of a name sent twice the first counts.
  return new Map(texts.map(({ name, bytes }) => [name, bytes] as const).reverse());
}

function readJson(body: Buffer): Map<string, Buffer> | undefined {
  const value = parseObject(body.toString('utf8'));
  if (typeof value === 'string') return undefined;
  const texts = Object.entries(value).map(
    ([name, inner]) => [name, Buffer.from(typeof inner === 'string' ? inner : JSON.stringify(inner))] as const,
  );
  return new Map(texts);
}
