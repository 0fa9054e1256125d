import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CONTRACT = {
  id: 'greeting',
  name: 'Greeting',
  endpoint: { method: 'GET', path: '/v1/greeting', sends: 'query' },
  groups: [{ id: 'greeting', title: 'Greeting' }],
  parameters: [{ name: 'who', type: 'string', required: 'always' }],
  answer: {
    fields: [{ name: 'text', type: 'string', present: 'on-success' }],
    success: { word: 'greeting', text: 'a greeting', field: 'text' },
    error: { kind: 'fields', code: 'error' },
  },
  errors: [{ status: 400, code: 'WHO_MISSING' }],
  rules: [
    { id: 'greeting.who', group: 'greeting', standing: 'stated', text: 'who is mandatory', outcome: 'a greeting' },
  ],
  requests: { usual: { who: 'Ada' } },
};
const SCENARIOS = [{ rule: 'greeting.who', name: 'who given', expect: '200 greeting' }];

/** Writes a contract of one rule and its one scenario into `contracts`, for runs that need a contract, whichever. */
export function writeContract(folder: string): void {
  mkdirSync(join(folder, 'contracts'));
  writeFileSync(join(folder, 'contracts', 'contract.json'), JSON.stringify(CONTRACT));
  writeFileSync(join(folder, 'contracts', 'scenarios.json'), JSON.stringify(SCENARIOS));
}
