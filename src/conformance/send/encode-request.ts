import { encodeForm, percentEncode } from './form.js';
import type { FormPart, OutgoingRequest } from './types.js';

/** What goes onto the wire: path and query, and where there is one the body with the header that announces it. */
export interface EncodedRequest {
  readonly target: string;
  readonly contentType: string;
  readonly body: Buffer | undefined;
}

/** Puts the parameters where the request's kind says: into a form, the query, or a JSON object. */
export function encodeRequest({ path, form, parts }: OutgoingRequest): EncodedRequest {
  if (parts.length === 0) return { target: path, contentType: '', body: undefined };
  if (form === 'query')
    return {
      target: `${path}${path.includes('?') ? '&' : '?'}${encodeQuery(parts)}`,
      contentType: '',
      body: undefined,
    };
  if (form === 'json') return { target: path, contentType: 'application/json', body: Buffer.from(encodeJson(parts)) };
  return { target: path, ...encodeForm(form, parts) };
}

function encodeQuery(parts: readonly FormPart[]): string {
  return parts.map(({ name, value }) => `${percentEncode(Buffer.from(name))}=${percentEncode(value)}`).join('&');
}

/** One object; numbers and booleans as such where the text is one, so that a wrong text can be sent as well. */
export function encodeJson(parts: readonly FormPart[]): string {
  const fields = parts.map(({ name, value, type }) => [name, jsonValue(Buffer.from(value).toString('utf8'), type)]);
  return JSON.stringify(Object.fromEntries(fields));
}

function jsonValue(text: string, type: FormPart['type']): unknown {
  if (type === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
