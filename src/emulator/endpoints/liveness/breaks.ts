import { type Break, behaves } from '../../breaks/break.js';

/** The breaks of rules about the page that a token opens. */
export const livenessBreaks: readonly Break[] = [
  behaves('token.single-use', 'missing', () => ({ 'token.single-use': () => undefined })),
  behaves('token.single-use', 'always', () => ({
    'token.single-use': () => ({ code: 'BAD_ARGUMENTS', argument: 'token' }),
  })),
  behaves('token.single-use', 'one-too-many', () => {
    // Twice in place of once: the second opening is let in, the third is not.
    let refused = 0;
    return {
      'token.single-use': (used) => {
        if (!used) return undefined;
        refused += 1;
        return refused > 1 ? { code: 'BAD_ARGUMENTS', argument: 'token' } : undefined;
      },
    };
  }),
  behaves('token.expiry', 'missing', () => ({ 'token.expiry': () => undefined })),
  behaves('token.expiry', 'early', () => ({
    'token.expiry': (expiresAtMs, nowMs) =>
      nowMs >= expiresAtMs - 8_000 ? { code: 'BAD_ARGUMENTS', argument: 'token' } : undefined,
  })),
  behaves('token.expiry', 'late', () => ({
    'token.expiry': (expiresAtMs, nowMs) =>
      nowMs >= expiresAtMs + 60_000 ? { code: 'BAD_ARGUMENTS', argument: 'token' } : undefined,
  })),
  behaves('token.expiry', 'other-unit', () => ({
    // Milliseconds compared with seconds: never over.
    'token.expiry': (expiresAtMs, nowMs) =>
      nowMs / 1000 >= expiresAtMs ? { code: 'BAD_ARGUMENTS', argument: 'token' } : undefined,
  })),
  behaves('token.expiry', 'always', () => ({
    'token.expiry': () => ({ code: 'BAD_ARGUMENTS', argument: 'token' }),
  })),
];
