import type { Redactor } from './redactor.js';

/** So many texts are remembered at most. */
const MOST_KEPT = 20_000;

/**
 * JSON text of a value with every string and every key in it redacted. Unlike redacting the finished text, this keeps numbers
 * as they are, so a secret made of digits cannot tear a time stamp apart. Records hold text from outside only in strings, and say
 * the same in many places, keys above all: `clean` holds texts in which this redactor, as it is now, finds nothing.
 */
export function redactedJson(value: unknown, redactor: Redactor, indent = 0, clean = new Set<string>()): string {
  const redact = (text: string): string => {
    if (clean.has(text)) return text;
    const redacted = redactor.redact(text);
    if (redacted === text && clean.size < MOST_KEPT) clean.add(text);
    return redacted;
  };
  return JSON.stringify(
    value,
    (_key, part: unknown) => {
      if (typeof part === 'string') return redact(part);
      if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [redact(key), inner]));
    },
    indent,
  );
}
