import type { Redactor } from './redactor.js';

/**
 * JSON text of a value with every string and every key in it redacted. Unlike redacting the finished text, this keeps numbers
 * as they are, so a secret made of digits cannot tear a time stamp apart. Records hold text from outside only in strings.
 */
export function redactedJson(value: unknown, redactor: Redactor, indent = 0): string {
  // Records say the same in many places: keys above all.
  const clean = new Set<string>();
  const redact = (text: string): string => {
    if (clean.has(text)) return text;
    const redacted = redactor.redact(text);
    if (redacted === text) clean.add(text);
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
