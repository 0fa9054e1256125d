import { describe, expect, it } from 'vitest';
import { noFlow } from '../../flow/settings.js';
import { caseWorkers, parallelismOf } from './parallelism.js';

const flow = { ...noFlow, notRun: '' };
const here = { ...flow, loopback: true };
const callbacks = { host: '127.0.0.1', port: 8028, publicUrl: 'https://tests.example:8028/hooks' };

describe('what runs side by side', () => {
  it.each([
    // target                                      workers, flow,                    embedded     flows, all, bursts last
    ['the emulator of this run', 2, here, true, 3, 3, false],
    ['the same on a large machine', 4, here, true, 4, 5, false],
    ['the same with one worker asked for', 1, here, true, 1, 2, false],
    ['the same with its windows shown', 2, { ...here, headed: true }, true, 2, 3, false],
    ['the same with a person', 2, { ...here, headed: true, person: true }, true, 1, 3, false],
    ['the same without a browser', 2, { ...here, notRun: 'no browser' }, true, 3, 2, false],
    ['another service of this machine', 4, here, false, 2, 5, true],
    ['a service on the network', 2, { ...flow, callbacks }, false, 1, 2, true],
    ['a service on the network, one worker', 1, { ...flow, callbacks }, false, 1, 1, true],
  ])('%s', (_target, workers, flow, embedded, flows, all, burstsLast) => {
    expect(parallelismOf({ workers, flow, embedded })).toEqual({ flows, workers: all, burstsLast });
  });
});

it.each([
  // cases, target,            cores    workers
  [500, 'on the network', 8, 4],
  [3, 'on the network', 1, 2],
  [500, 'of this machine', 2, 2],
  [17, 'of this machine', 8, 2],
  [16, 'of this machine', 8, 1],
  [0, 'of this machine', 8, 1],
  [500, 'of this run', 1, 1],
  [500, 'of this run', 2, 1],
  [500, 'of this run', 8, 4],
])('%i cases of a target %s with %i cores: %i side by side', (cases, target, cores, workers) => {
  expect(caseWorkers(cases, { loopback: target !== 'on the network', embedded: target === 'of this run', cores })).toBe(
    workers,
  );
});
