import type { PreflightJudgement } from '../contract/preflight.js';
import type { Role } from '../contract/types.js';
import { preflightFinding, refusedAccount } from '../run/target/preflight.js';
import { ROLES } from '../run/target/types.js';
import type { Finding } from '../run/verdict.js';
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

/** Whether the next account is worth asking after this one. */
export function goesOn({ role, judgement }: AccountCheck): boolean {
  return judgement.kind === 'go' || (judgement.kind === 'refused' && role !== 'full');
}

/**
 * Decides from the pre-flight: no API, no run; nor when the account "full" is refused, from which nearly all scenarios send, or
 * every account in use. Another one that is refused takes its own scenarios with it.
 */
export function admitAccounts(checks: readonly AccountCheck[], url: string): Admission {
  const [first] = checks;
  const refused = checks.flatMap(({ role, judgement }) =>
    judgement.kind === 'refused' && role !== undefined ? [{ role, judgement }] : [],
  );
  const full = refused.find(({ role }) => role === 'full');
  const all = refused.length === checks.length || first?.judgement.kind !== 'refused' ? first : undefined;
  const decisive = full ?? all;
  const stop = decisive === undefined ? undefined : preflightFinding(decisive.judgement, url, decisive.role ?? 'full');
  const reasons = refused.map(({ role, judgement }) => [role, refusedAccount(role, judgement)] as const);
  return { stop, refused: Object.fromEntries(reasons) };
}
