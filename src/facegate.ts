// What `import type { … } from 'facegate'` gives to scenario files of one's own.
export type { RuleId } from '../contracts/get-token/get-token.js';
export type { Scenario } from './scenario/types.js';
