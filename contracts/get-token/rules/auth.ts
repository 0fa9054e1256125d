import type { Rule } from '../../../src/contract/types.js';
import { COMMON_ERRORS, PARAMETERS } from '../../common/sections.js';

/** Rules: Credentials, permission, concurrency. */
export const authRules = [
  {
    id: 'api_key.required',
    group: 'auth',
    standing: 'stated',
    text: 'api_key is mandatory',
    outcome: '400 MISSING_ARGUMENTS: api_key',
    section: PARAMETERS,
  },
  {
    id: 'api_secret.required',
    group: 'auth',
    standing: 'stated',
    text: 'api_secret is mandatory',
    outcome: '400 MISSING_ARGUMENTS: api_secret',
    section: PARAMETERS,
  },
  {
    id: 'auth.mismatch',
    group: 'auth',
    standing: 'stated',
    text: 'Key and secret must match',
    outcome: '403 AUTHENTICATION_ERROR',
    section: COMMON_ERRORS,
  },
  {
    id: 'auth.denied',
    group: 'auth',
    standing: 'stated',
    text: 'A disabled key, a used-up quota or a key without this API is refused',
    outcome: '403 AUTHORIZATION_ERROR:Denied.',
    section: COMMON_ERRORS,
  },
  {
    id: 'auth.no-data-source',
    group: 'auth',
    standing: 'stated',
    text: 'comparison_type=1 needs the data-source permission',
    outcome: '403 AUTHORIZATION_ERROR:No data source permission.',
    section: COMMON_ERRORS,
  },
  {
    id: 'concurrency.limit',
    group: 'auth',
    standing: 'stated',
    text: 'Requests in flight above the account limit are refused, and only the excess',
    outcome: '403 CONCURRENCY_LIMIT_EXCEEDED',
    section: COMMON_ERRORS,
  },
  {
    id: 'auth.order',
    group: 'auth',
    standing: 'silent',
    text: 'Which error wins where several apply',
    outcome: 'left open',
    section: COMMON_ERRORS,
  },
] as const satisfies readonly Rule[];
