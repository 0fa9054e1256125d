import { createRedactor } from '../output/redactor.js';
import { sayOfClient as say } from '../sayings/client.js';
import type { Line } from './app-process.js';

/** A value that is to stand nowhere; `kind` is what messages call it. */
export interface Guarded {
  readonly kind: string;
  readonly value: string | Uint8Array;
}

/** Texts to look through: what was printed, and addresses with who showed them. */
export interface LookedThrough {
  readonly lines: readonly Line[];
  readonly urls: readonly { readonly url: string; readonly where: string }[];
}

/**
 * Where guarded values stand, in whatever spelling, one text for each place: `the output: "…"`. The values themselves are taken out.
 */
export function findLeaks(guarded: readonly Guarded[], { lines, urls }: LookedThrough): string[] {
  if (guarded.length === 0) return [];
  const redactor = createRedactor(guarded);
  const found = (text: string) => {
    const clean = redactor.redact(text);
    return clean === text ? undefined : clean.slice(0, 200);
  };
  const inOutput = lines.flatMap(({ text }) => {
    const clean = found(text);
    return clean === undefined ? [] : [say('printed', { text: clean.trim() })];
  });
  const inUrls = urls.flatMap(({ url, where }) => {
    const clean = found(url);
    return clean === undefined ? [] : [`${where}: ${clean}`];
  });
  return [...new Set([...inUrls, ...inOutput])];
}
