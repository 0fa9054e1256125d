import { type PreflightJudgement, refusedAccount } from '../contract/preflight.js';
import type { Role } from '../contract/types.js';
import { preflightFinding } from '../run/target/preflight.js';
import { ROLES } from '../run/target/types.js';
import type { Finding } from '../run/verdict.js';
import { sayOfAnswers } from '../sayings/answers.js';
import type { PlannedScenario } from './scenario/check.js';

/** What the pre-flight of one account came to; undefined: of nobody, as no account is given. */
export interface AccountCheck {
  readonly role: Role | undefined;
  readonly judgement: PreflightJudgement;
}

/** With whom a run goes on. */
export interface Admission {
  /** Why it does not go on at all. */
  readonly stop: Finding | undefined;
  /** Accounts that are refused, with the reason: their scenarios cannot be judged. */
  readonly refused: Readonly<Partial<Record<Role, string>>>;
}

/** The accounts that send requests in these scenarios, in the order in which they are checked. */
export function rolesInUse(scenarios: readonly PlannedScenario[]): Role[] {
  const used = new Set(
    scenarios.flatMap(({ scenario }) =>
      scenario.kind === 'sweep' || scenario.kind === 'harness' ? [] : [scenario.as ?? 'full'],
    ),
  );
  return ROLES.filter((role) => used.has(role));
}

/** Whether the next account is worth asking after these: not where the account "full" is of no use, nor where no API was met. */
export function goesOn(checks: readonly AccountCheck[]): boolean {
  if (checks.some(({ role, judgement }) => role === 'full' && judgement.kind !== 'go')) return false;
  return (
    checks.some(({ judgement }) => judgement.kind === 'go') ||
    checks.every(({ judgement }) => judgement.kind === 'refused')
  );
}

/**
 * Decides from the pre-flight: no API, no run; nor when the account "full" is refused, or every account in use. Another one
 * that is refused, or that something else than the API answers, takes its own scenarios with it.
 */
export function admitAccounts(checks: readonly AccountCheck[], url: string): Admission {
  const out = checks.filter(({ judgement }) => judgement.kind !== 'go');
  const all =
    out.length === checks.length ? (out.find(({ judgement }) => judgement.kind !== 'refused') ?? out[0]) : undefined;
  const decisive = out.find(({ role }) => role === 'full') ?? all;
  const stop = decisive === undefined ? undefined : preflightFinding(decisive.judgement, url, decisive.role ?? 'full');
  const reasons = out.flatMap(({ role, judgement }) =>
    role === undefined || judgement.kind === 'unanswered' ? [] : [[role, whyLeftOut(role, judgement, url)] as const],
  );
  return { stop, refused: Object.fromEntries(reasons) };
}

function whyLeftOut(role: Role, judgement: PreflightJudgement, url: string): string {
  if (judgement.kind === 'refused') return refusedAccount(role, judgement);
  return sayOfAnswers('accountElsewhere', { field: role, url, answer: judgement.said });
}
