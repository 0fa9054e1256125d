import type { Rule } from '../../../src/contract/types.js';
import { PARAMETERS } from '../../common/sections.js';

/** Rules: Where the user goes, and who is told. */
export const callbacksRules = [
  {
    id: 'return_url.required',
    group: 'callbacks',
    standing: 'stated',
    text: 'return_url is mandatory',
    outcome: '400 MISSING_ARGUMENTS: return_url',
    section: PARAMETERS,
  },
  {
    id: 'notify_url.required',
    group: 'callbacks',
    standing: 'stated',
    text: 'notify_url is mandatory',
    outcome: '400 MISSING_ARGUMENTS: notify_url',
    section: PARAMETERS,
  },
  {
    id: 'return_url.format',
    group: 'callbacks',
    standing: 'silent',
    text: 'A return_url that is not a URL',
    outcome: 'left open',
    section: PARAMETERS,
  },
  {
    id: 'notify_url.format',
    group: 'callbacks',
    standing: 'silent',
    text: 'A notify_url that is not a URL',
    outcome: 'left open',
    section: PARAMETERS,
  },
  {
    id: 'return_url.post',
    group: 'callbacks',
    standing: 'stated',
    text: 'After liveness the browser is sent to return_url by POST',
    outcome: 'a form POST arrives',
    section: PARAMETERS,
  },
  {
    id: 'notify_url.post',
    group: 'callbacks',
    standing: 'stated',
    text: 'The service posts the result to notify_url',
    outcome: 'a form POST arrives',
    section: PARAMETERS,
  },
  {
    id: 'notify_url.signature',
    group: 'callbacks',
    standing: 'stated',
    text: 'Over plain HTTP the receiver can check a signature',
    outcome: 'sign = lower-case hex SHA-1 of api_secret + data',
    section: PARAMETERS,
  },
] as const satisfies readonly Rule[];
