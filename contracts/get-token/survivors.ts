import type { Survivor } from '../../src/contract/survivor.js';

/** Breaks of rules of GetToken that the page leaves open. Each is checked to be one still. */
export const survivors = [
  {
    break: 'idcard_name.max-chars:utf-16',
    sentence: 'idcard_name参数字符数过多（多于32字符）',
    why: 'The page counts characters and does not say what one is: 17 to 32 emoji are more than 32 UTF-16 units, and are observed.',
  },
  {
    break: 'response.time_used:empty',
    sentence: '整个请求所花费的时间，单位为毫秒',
    why: 'The page gives no precision; of an answer within a millisecond 0 is right, and how long a server really took cannot be seen from outside.',
  },
] as const satisfies readonly Survivor[];
