import type { Form } from './form/form.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a field; undefined when it was not sent or is not UTF-8. A byte order mark counts as a character. */
export function fieldText(form: Form, name: string): string | undefined {
  const field = form.get(name);
  return field && decodeUtf8(field.bytes);
}

/** The text of UTF-8 bytes; undefined when they are anything else (GBK, a lone continuation byte, an overlong form). */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Length in characters (code points): an emoji or a rare CJK character outside the basic plane counts once. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Whether a field was sent with anything in it. Sent but empty counts as absent: the page leaves that open. */
export function isPresent(form: Form, name: string): boolean {
  return (form.get(name)?.bytes.length ?? 0) > 0;
}
