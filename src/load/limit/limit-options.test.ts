import { describe, expect, it } from 'vitest';
import type { Target } from '../../run/target/types.js';
import { remainingForScript } from '../budget.js';
import { packageScript } from '../scripts.js';
import { limitOptions } from './limit-options.js';

const script = packageScript('limit');
const account = { apiKey: 'k', apiSecret: 's' };
const missing = { missing: 'not given' };
const here: Target = {
  name: 'here',
  url: 'http://127.0.0.1:1',
  kind: 'remote',
  loopback: true,
  credentials: { full: account, denied: missing, no_data_source: missing, limited: account },
  concurrencyLimit: 7,
  budget: null,
  price: null,
  allowHttp: false,
  proxy: null,
  callbacks: null,
};
const away: Target = { ...here, name: 'away', url: 'https://192.0.2.1', loopback: false };
const wish = { mode: undefined, max: undefined, budget: undefined, saturate: false, command: 'limit' as const };

describe('how the limit is looked for', () => {
  it.each([
    ['over it on this machine', here, wish, {}, { FACEGATE_MODE: 'saturate', FACEGATE_BUDGET: '10000' }],
    [
      'up to what is contracted elsewhere',
      away,
      wish,
      {},
      { FACEGATE_MODE: 'headroom', FACEGATE_MAX: '7', FACEGATE_BUDGET: '10000' },
    ],
    [
      'over it elsewhere with leave',
      away,
      { ...wish, saturate: true },
      {},
      { FACEGATE_MODE: 'saturate', FACEGATE_BUDGET: '10000' },
    ],
    [
      'by the environment',
      here,
      wish,
      { FACEGATE_MODE: 'headroom', FACEGATE_MAX: '3', FACEGATE_BUDGET: '50' },
      { FACEGATE_MODE: 'headroom', FACEGATE_MAX: '3', FACEGATE_BUDGET: '50' },
    ],
    [
      'the command line wins',
      here,
      { ...wish, max: 9, budget: 20 },
      { FACEGATE_MAX: '3', FACEGATE_BUDGET: '50' },
      { FACEGATE_MODE: 'saturate', FACEGATE_MAX: '9', FACEGATE_BUDGET: '20' },
    ],
    [
      'within the budget of the target, at its pace',
      { ...here, budget: { requests: 300, perSecond: 5 } },
      wish,
      {},
      {
        FACEGATE_MODE: 'saturate',
        FACEGATE_BUDGET: '299',
        FACEGATE_PER_SECOND: '5',
        FACEGATE_MAX_DURATION: '11m',
      },
    ],
  ])('%s', (_what, target, request, env, options) => {
    // One request of a budget goes before the search.
    const unbounded = remainingForScript(script, target.budget, 0);
    expect(limitOptions(script, target, request, env, unbounded, undefined)).toEqual({ kind: 'options', options });
  });

  it.each([
    [100, 1024, undefined],
    [100, 180, undefined],
    [101, 180, '100'],
    [300, 200, '120'],
  ])('trust row 32: a level of %d with %d open files leaves some for the rest of the run', (max, files, most) => {
    const decided = limitOptions(script, here, { ...wish, max }, {}, remainingForScript(script, null, 0), files);
    expect(decided.kind === 'options' && decided.options.FACEGATE_CONNECTIONS).toBe(most);
  });

  it.each([
    ['over it elsewhere without leave', away, { ...wish, mode: 'saturate' as const }, {}, 'is not this machine'],
    ['the same by the environment', away, wish, { FACEGATE_MODE: 'saturate' }, 'is not this machine'],
    ['nothing contracted', { ...away, concurrencyLimit: null }, wish, {}, 'give --max'],
    [
      'what is contracted is for another account',
      { ...away, credentials: { ...away.credentials, limited: missing } },
      wish,
      {},
      'give --max',
    ],
    [
      'nothing left',
      { ...here, budget: { requests: 10, perSecond: null } },
      wish,
      {},
      'needs 10 requests at least, and 9 are left of the budget',
    ],
    [
      'load has no --max',
      { ...away, concurrencyLimit: null },
      { ...wish, command: 'load' as const },
      {},
      'set FACEGATE_MAX, or use "--max" of limit',
    ],
    [
      'load has no --mode',
      away,
      { ...wish, command: 'load' as const },
      { FACEGATE_MODE: 'saturate' },
      'give --saturate, or set FACEGATE_MODE=headroom',
    ],
  ])('not at all: %s', (_what, target, request, env, why) => {
    expect(limitOptions(script, target, request, env)).toEqual({
      kind: 'refused',
      why: expect.stringContaining(why),
    });
  });
});
