import type { Contract } from '../src/contract/types.js';
import { callbacks } from './callbacks/callbacks.js';
import { getResult } from './get-result/get-result.js';
import { getToken } from './get-token.js';

/** Every contract there is, in the order of the flow: a token, its callbacks, the result. */
export const contracts: readonly Contract[] = [getToken, callbacks, getResult];
