import type { Rule } from '../../../src/contract/types.js';
import { COMMON_ERRORS, PARAMETERS, URL_SECTION } from '../../common/sections.js';

/** Rules: Endpoint and transport. */
export const endpointRules = [
  {
    id: 'endpoint.post',
    group: 'endpoint',
    standing: 'stated',
    text: 'POST to the documented path answers a valid request',
    outcome: '200 and a token',
    section: URL_SECTION,
  },
  {
    id: 'endpoint.form',
    group: 'endpoint',
    standing: 'implied',
    text: 'multipart/form-data works; application/x-www-form-urlencoded works where no file is sent',
    outcome: '200 and a token',
    section: PARAMETERS,
    inferredFrom: 'The parameter table has the types String and File; public clients send either form.',
  },
  {
    id: 'endpoint.not-found',
    group: 'endpoint',
    standing: 'stated',
    text: 'An API that does not exist is refused',
    outcome: '404 API_NOT_FOUND',
    section: COMMON_ERRORS,
  },
  {
    id: 'endpoint.method',
    group: 'endpoint',
    standing: 'silent',
    text: 'Other HTTP methods on the path',
    outcome: 'left open',
    section: URL_SECTION,
  },
  {
    id: 'endpoint.https',
    group: 'endpoint',
    standing: 'stated',
    text: 'Plain HTTP is not for production: the harness itself refuses it off loopback',
    outcome: 'the harness stops with a clear message',
    section: URL_SECTION,
  },
] as const satisfies readonly Rule[];
