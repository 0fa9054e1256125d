import type { FormKind } from '../endpoints/get-token/behaviours.js';
import type { FormResult } from './form.js';
import { parseMultipart } from './multipart.js';
import { parseUrlencoded } from './urlencoded.js';

/** Reads the body as the kind of form that its content type names. */
export function parseForm(kind: FormKind, contentType: string, body: Buffer): FormResult | Promise<FormResult> {
  if (kind === 'multipart') return parseMultipart(contentType, body);
  if (kind === 'urlencoded') return parseUrlencoded(body);
  return { kind: 'unreadable', reason: `content type "${contentType}" is no form` };
}
