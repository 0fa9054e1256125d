/** What a text of `describeAnswer` or `describeOutcome` tells, taken apart again. */
export type OutcomeText =
  | { readonly kind: 'success'; readonly status: number; readonly what: string }
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly code: string;
      /** Empty without one. */
      readonly argument: string;
      /** The argument may be left out. */
      readonly optional: boolean;
    }
  /** An answer that is neither. */
  | { readonly kind: 'shape'; readonly status: number; readonly why: string };

/** Reads a text of `describeAnswer` or of one `describeOutcome`; undefined for any other. */
export function readOutcomeText(text: string): OutcomeText | undefined {
  const [, digits, rest = ''] = /^(\d{3})(?= and |, | )(.*)$/s.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const status = Number(digits);
  if (rest.startsWith(' and ')) return { kind: 'success', status, what: rest.slice(5) };
  if (rest.startsWith(', ')) return { kind: 'shape', status, why: rest.slice(2) };
  const [, code, either, argument] = /^ ([^\s:,]+)(?:, with or without :(.*)|\s*:\s*(.*))?$/s.exec(rest) ?? [];
  if (code === undefined) return undefined;
  return { kind: 'error', status, code, argument: either ?? argument ?? '', optional: either !== undefined };
}

/** Reads a text of `describeExpected`: outcomes of which any one is right; empty when it is none. */
export function readExpectedText(text: string): OutcomeText[] {
  // `400 CODE, with or without :argument` is one outcome.
  const read = text.split(/ or (?=\d{3}[ ,])/).map(readOutcomeText);
  return read.every((one) => one !== undefined) ? read : [];
}
