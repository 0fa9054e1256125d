import type { RESULTS, WALKS } from '../sayings/walks.js';

/** What is to be seen in a scenario of kind `flow`. */
export type FlowExpectation = keyof typeof WALKS;

/** The parameter that a scenario must send so that there is something to see; undefined where any request will do. */
export function neededParameter(expectation: FlowExpectation): string | undefined {
  return expectation === 'biz_extra_data comes back' ? 'biz_extra_data' : undefined;
}

/** Expectations that need a token which is tried more than once, or at a certain time. */
export type TokenExpectation = Extract<FlowExpectation, `token ${string}`>;

/** Expectations of a check that must fail: the page is opened in a browser that has no camera. */
export const WITHOUT_CAMERA: readonly FlowExpectation[] = [
  'a documented failure_reason',
  'no verify_result after a failure',
];

/** These wait for tokens to expire. */
export const OF_EXPIRY: readonly FlowExpectation[] = [
  'token works before expired_time',
  'token refused after expired_time',
];

/** These look at what the browser itself does; for the others it only brings what is told. */
export const OF_THE_BROWSER: readonly FlowExpectation[] = [
  'return_url posted',
  'token refused the second time',
  'token refused while in use',
  ...OF_EXPIRY,
];

/** What is to be seen in a scenario of kind `result`. */
export type ResultExpectation = keyof typeof RESULTS;
