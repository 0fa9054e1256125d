import type { Contract } from '../src/contract/types.js';
import { callbacks } from './callbacks/callbacks.js';
import { getResult } from './get-result/get-result.js';
import { getToken } from './get-token/get-token.js';

/** Every contract there is, in the order of the flow: a token, its callbacks, the result. */
export const contracts: readonly Contract[] = [getToken, callbacks, getResult];

/** The one with which everything begins: its default request tells whether a target is there, and load is made of it. */
export const entryContract: Contract = getToken;
