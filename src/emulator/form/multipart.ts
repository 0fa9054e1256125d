import { readMultipart } from '../../multipart/read-multipart.js';
import { type FormField, type FormResult, MAX_FIELDS } from './form.js';

/** Reads `multipart/form-data` and keeps the raw bytes of every part, text or file; nothing here throws. */
export async function parseMultipart(contentType: string, body: Buffer): Promise<FormResult> {
  const { parts, fault } = await readMultipart(contentType, body, MAX_FIELDS);
  if (fault !== undefined) return { kind: 'unreadable', reason: fault };
  const form = new Map<string, FormField>();
  for (const { name, bytes, fileName } of parts) if (!form.has(name)) form.set(name, { bytes, fileName });
  return { kind: 'form', form };
}
