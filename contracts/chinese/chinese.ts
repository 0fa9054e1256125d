import { callbacksWords } from './callbacks.js';
import { clientWords } from './client.js';
import { getResultWords } from './get-result.js';
import { getTokenWords } from './get-token.js';

/** The texts of every contract in Chinese, by the contract's id. */
export const chineseWords = {
  'get-token': getTokenWords,
  callbacks: callbacksWords,
  'get-result': getResultWords,
  client: clientWords,
} as const;
