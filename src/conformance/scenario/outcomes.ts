import { type Outcome, parseExpectation } from '../../contract/expectation.js';
import type { Contract } from '../../contract/types.js';
import type { RequestScenario } from './types.js';

/** The outcomes of which a scenario expects any one; undefined where it only observes. Throws as `parseExpectation` does. */
export function outcomesOf(expect: RequestScenario['expect'], contract: Contract): readonly Outcome[] | undefined {
  if (expect === 'observe') return undefined;
  return (typeof expect === 'string' ? [expect] : expect).map((text) => parseExpectation(text, contract));
}
