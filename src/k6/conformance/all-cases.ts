import { blockingCases } from './blocking.case.js';
import type { Case } from './case.js';
import { executorCases } from './executors.case.js';
import { httpCases } from './http.case.js';
import { jslibCases } from './jslib.case.js';
import { lifecycleCases } from './lifecycle.case.js';
import { moduleCases } from './modules.case.js';
import { optionCases } from './options.case.js';
import { requestParamCases } from './request-params.case.js';
import { scriptCases } from './script.case.js';
import { surfaceCases } from './surface.case.js';
import { thresholdCases } from './thresholds.case.js';

/** Every case, by what it is about. */
export const ALL_CASES: readonly (readonly [about: string, cases: readonly Case[]])[] = [
  ['executors', executorCases],
  ['thresholds', thresholdCases],
  ['scripts', scriptCases],
  ['lifecycle', lifecycleCases],
  ['options', optionCases],
  ['modules', moduleCases],
  ['requests', httpCases],
  ['parameters of requests', requestParamCases],
  ['blocking calls', blockingCases],
  ['what scripts lean on', surfaceCases],
  ['the library of k6', jslibCases],
];

/** Without the network a run in the test's own thread needs no real time: its clock can be a virtual one. */
export const usesNetwork = ({ script }: Case): boolean => /asyncRequest|\bhttp[.[]/.test(script);
