// What `import type { … } from 'facegate'` gives to contracts and scenario files of one's own.
export type { RuleId } from '../contracts/get-token/get-token.js';
export type { Scenario } from './conformance/scenario/types.js';
export type {
  AnswerField,
  Contract,
  Endpoint,
  ErrorCode,
  ErrorNotation,
  Parameter,
  Rule,
  ValidRequest,
  Value,
} from './contract/types.js';
