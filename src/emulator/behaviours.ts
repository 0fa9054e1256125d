import { type CallbackBehaviours, callbackBehaviours } from './endpoints/callbacks/behaviours.js';
import { type GetResultBehaviours, getResultBehaviours } from './endpoints/get-result/behaviours.js';
import { type GetTokenBehaviours, getTokenBehaviours } from './endpoints/get-token/behaviours.js';
import { type LivenessBehaviours, livenessBehaviours } from './endpoints/liveness/behaviours.js';

/**
 * The rules that are no plain check of a request: how an answer is made, what is counted, what is looked at. Each can be
 * replaced by its rule id. Answer fields are `unknown`, so that a replacement may also get the type wrong.
 */
export interface Behaviours extends GetTokenBehaviours, LivenessBehaviours, CallbackBehaviours, GetResultBehaviours {}

/** All of them as the vendor's pages describe them. */
export const documentedBehaviours: Behaviours = {
  ...getTokenBehaviours,
  ...livenessBehaviours,
  ...callbackBehaviours,
  ...getResultBehaviours,
};
