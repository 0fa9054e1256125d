import type { Answer } from '../../contract/answer.js';
import { type Refused, refusalOf } from '../../contract/preflight.js';
import type { Contract, Role } from '../../contract/types.js';
import { sayOfAnswers as say } from '../../sayings/answers.js';

/** Whether an account is still taken is asked at most so often: an API that refuses now and then is judged by its answers. */
const MOST_ASKED = 5;

/** Accounts that were taken before the run and are refused since: nothing of theirs can be judged. */
export interface LostAccounts {
  /** Why nothing more is to be sent of an account; undefined when more may be. */
  why(role: Role): string | undefined;
  /**
   * Takes in an answer to a request with an account's own key and secret, and gives why the account is lost; undefined when it
   * is not. Where the answer refuses it, `askPlainly` gives how the request that was taken before the run is refused now, if it is.
   */
  note(
    role: Role,
    answer: Answer,
    contract: Contract,
    askPlainly: () => Promise<Refused | undefined>,
  ): Promise<string | undefined>;
}

/**
 * Watches for accounts whose calls are used up, or whose key is disabled, in the middle of a run. A pair that was taken is no
 * wrong one: an API that calls it so is judged.
 */
export function watchAccounts(): LostAccounts {
  const lost = new Map<Role, string>();
  let asked = 0;
  return {
    why: (role) => lost.get(role),
    async note(role, answer, contract, askPlainly) {
      if (lost.has(role)) return lost.get(role);
      if (asked >= MOST_ASKED || refusalOf(role, answer, contract)?.permission !== true) return undefined;
      asked += 1;
      const refusal = await askPlainly();
      if (refusal?.permission === true) lost.set(role, say('accountLost', { field: role, answer: refusal.said }));
      return lost.get(role);
    },
  };
}
