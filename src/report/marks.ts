import type { RuleStatus } from '../records/types.js';

/** The sign of a state, and the name of its style. The state is always told in words beside it. */
export const marks: Readonly<Record<RuleStatus, { readonly sign: string; readonly style: string }>> = {
  passed: { sign: '✓', style: 'ok' },
  failed: { sign: '✕', style: 'bad' },
  observed: { sign: '◦', style: 'seen' },
  'not-run': { sign: '–', style: 'warn' },
  waived: { sign: '≈', style: 'warn' },
  undecided: { sign: '…', style: 'warn' },
  'not-selected': { sign: '·', style: 'seen' },
  untested: { sign: '?', style: 'bad' },
};
