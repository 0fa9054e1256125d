import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContracts } from '../../conformance/sources/load-contracts.js';
import { chinese } from '../../report/chinese/texts.js';
import { english } from '../../report/texts.js';
import { packageRoot } from '../../run/package-root.js';
import { loadTarget } from '../../run/target/load-target.js';
import { contractRequests } from '../contract-requests.js';
import { limitOptions } from '../limit/limit-options.js';
import { packageScript } from '../scripts.js';
import { contractSeconds, limitNeeds, planGate } from './gate-plan.js';
import { gateSla } from './gate-sla.js';

const target = (requests: number | null) => ({ name: 'mine', budget: { requests, perSecond: 5 }, price: null });
const stage = (requests: number, seconds = 10) => ({ requests, seconds });
const needs = { contract: stage(400, 80), latency: stage(107), limit: stage(66) };

it('scenarios take longer by the pace of a budget, and less time on the own emulator, which keeps nobody waiting', () => {
  expect(contractSeconds(600, 20, null)).toBe(110);
  expect(contractSeconds(600, 20, 2)).toBe(300);
  expect(contractSeconds(600, 20, null, 'embedded')).toBe(28);
});

describe('the gate and the budget', () => {
  it('says what it will send', () => {
    expect(planGate(needs, target(573), english.progress)).toEqual({
      kind: 'go',
      said: 'about 573 of the 573 requests of the budget: 400 for the contract, 107 for latency, 66 for the limit; about 2 min',
    });
    expect(
      planGate(
        { ...needs, limit: stage(0, 0) },
        { ...target(null), price: { amount: 0.35, currency: 'CNY' } },
        english.progress,
      ),
    ).toEqual({
      kind: 'go',
      said: 'about 507 requests: 400 for the contract, 107 for latency; about 90 s, 177.45 CNY',
    });
  });

  it('counts only the stages that are not left out', () => {
    expect(planGate({ ...needs, contract: null }, target(null), english.progress)).toEqual({
      kind: 'go',
      said: 'about 173 requests: 107 for latency, 66 for the limit; about 20 s',
    });
  });

  it('is not begun with a budget that cannot carry it', () => {
    expect(planGate(needs, target(572), chinese.progress)).toEqual({
      kind: 'refused',
      why: 'the gate needs 573 requests (400 for the contract, 107 for latency, 66 for the limit), and budget.requests of target mine is 572; raise it to 573 or more, leave a stage out with --skip, lower --max, or run the parts apart: facegate contract, sla, limit',
    });
  });

  it('says what bounds a search for a limit that nobody knows', () => {
    const limit = { ...stage(2064), unbounded: true };
    expect(planGate({ ...needs, limit }, target(800), english.progress)).toMatchObject({
      why: expect.stringContaining(
        'is 800; raise it to 2571 or more, give --max, or concurrency_limit and the account "limited" in the target file, leave a stage out with --skip, or run',
      ),
    });
  });

  it.each([
    // options, contracted, requests
    ['a check up to the contracted number', { FACEGATE_MODE: 'headroom', FACEGATE_MAX: '5' }, 5, 76],
    ['a search on an account whose limit is known', { FACEGATE_MODE: 'saturate' }, 5, 143],
  ])('%s has its price', (_, options, contracted, requests) => {
    expect(limitNeeds({ kind: 'options', options }, contracted)).toBe(requests);
  });

  it('costs nothing where the limit is not looked for', () => {
    expect(limitNeeds({ kind: 'refused', why: 'no limit is known' }, null)).toBe(0);
  });

  it.each([
    // the accounts that the shipped file has ready, beside "full", whether the limit is then looked for, and callbacks arrive
    ['as it is', '', 0, false],
    ['with callbacks', '', 0, true],
    ['with every account and a limit of 5', 'all', 76, false],
    ['with all that it has ready', 'all', 76, true],
  ])('fits into targets/production.yaml %s', async (_, roles, limit, called) => {
    const env = { FACEID_API_KEY: 'k', FACEID_API_SECRET: 's' };
    const shipped = loadTarget(join(packageRoot, 'targets', 'production.yaml'), {
      env,
      cwd: packageRoot,
      projectTargetsDir: join(packageRoot, 'targets'),
      emulator: undefined,
    });
    const pair = { apiKey: 'k', apiSecret: 's' };
    const all = { full: pair, denied: pair, no_data_source: pair, limited: pair };
    const { contracts, scenarios: selected } = await loadContracts({}, packageRoot);
    const callbacks = called
      ? { listen: { host: '127.0.0.1', port: 8028 }, publicUrl: 'https://tests.example:8028' }
      : null;
    const own = { ...shipped, callbacks, ...(roles === '' ? {} : { credentials: all, concurrencyLimit: 5 }) };
    const wish = { mode: undefined, max: undefined, budget: undefined, command: 'gate' as const, saturate: false };
    const search = limitOptions(packageScript('limit'), own, wish, {}, { requests: null, perSecond: 5 });
    const sla = gateSla({ perSecond: 5 }, own);
    const decided = planGate(
      {
        contract: stage(contractRequests({ contracts, selected }, own, false)),
        latency: stage(Math.ceil(((sla.durationMs + sla.warmupMs) / 1000) * sla.ratePerSecond) + 2),
        limit: stage(limitNeeds(search, own.concurrencyLimit)),
      },
      own,
      english.progress,
    );
    expect(limitNeeds(search, own.concurrencyLimit)).toBe(limit);
    expect(decided.kind).toBe('go');
  });

  it('README and targets/production.yaml tell how many requests are sent, within 20', async () => {
    const env = { FACEID_API_KEY: 'k', FACEID_API_SECRET: 's' };
    const own = loadTarget(join(packageRoot, 'targets', 'production.yaml'), {
      env,
      cwd: packageRoot,
      projectTargetsDir: join(packageRoot, 'targets'),
      emulator: undefined,
    });
    const { contracts, scenarios: selected } = await loadContracts({}, packageRoot);
    const contract = contractRequests({ contracts, selected }, own, false);
    const sla = gateSla({ perSecond: 5 }, own);
    const gate = contract + Math.ceil(((sla.durationMs + sla.warmupMs) / 1000) * sla.ratePerSecond) + 2;
    const limit = limitNeeds({ kind: 'options', options: { FACEGATE_MODE: 'headroom', FACEGATE_MAX: '5' } }, 5);
    const said = (file: string, before: string) => {
      const text = readFileSync(join(packageRoot, file), 'utf8').replace(/\n# /g, ' ');
      return Number(text.split(`${before} about `)[1]?.split(' ')[0]?.replace(/\D/g, ''));
    };
    const off = [
      said('README.md', 'everything:') - contract,
      said('targets/production.yaml', 'All scenarios take') - contract,
      said('targets/production.yaml', 'the gate') - gate,
      said('targets/production.yaml', 'its limit search') - limit,
    ];
    expect(off.filter((difference) => !(Math.abs(difference) <= 20))).toEqual([]);
  });
});
