import { describe, expect, it } from 'vitest';
import { completeSettings } from '../k6/options/settings.js';
import { fitBudget, remainingForScript, remainingOf } from './budget.js';

const arrivals = completeSettings([
  { scenarios: { a: { executor: 'constant-arrival-rate', rate: 10, duration: '10s', preAllocatedVUs: 1 } } },
]);
const five = completeSettings([{ scenarios: { a: { executor: 'shared-iterations', vus: 2, iterations: 5 } } }]);
const endless = completeSettings([{ scenarios: { a: { executor: 'constant-vus', vus: 1, duration: '10s' } } }]);

describe('a budget', () => {
  it.each([
    // what, settings, left, outcome
    ['no bound', endless, { requests: null, perSecond: null }, []],
    ['just enough', arrivals, { requests: 101, perSecond: 10 }, []],
    ['users are slowed down to the pace', five, { requests: 5, perSecond: 4 }, ['--min-iteration-duration', '500ms']],
    ['which bounds them', endless, { requests: 21, perSecond: 2 }, ['--min-iteration-duration', '500ms']],
  ])('%s', (_what, settings, left, args) => {
    expect(fitBudget(settings, left, 'script')).toMatchObject({ kind: 'fits', args });
  });

  it.each([
    ['one too many', arrivals, { requests: 100, perSecond: null }, 'would send 101 requests, and 100 are left'],
    ['too fast', arrivals, { requests: null, perSecond: 9 }, 'would send 10 requests a second at its peak'],
    ['not to be told', endless, { requests: 1000, perSecond: null }, 'do not bound its requests'],
  ])('%s is refused', (_what, settings, left, why) => {
    expect(fitBudget(settings, left, 'latency')).toEqual({ kind: 'refused', why: expect.stringContaining(why) });
  });

  it.each([
    // kind, too fast, too many
    ['smoke', 'FACEGATE_COUNT', 'FACEGATE_COUNT'],
    ['latency', 'FACEGATE_RATE', 'FACEGATE_RATE or FACEGATE_DURATION'],
    ['ramp', 'FACEGATE_RATE', 'FACEGATE_RATE or FACEGATE_DURATION'],
    ['soak', 'FACEGATE_RATE', 'FACEGATE_RATE or FACEGATE_DURATION'],
    ['spike', 'FACEGATE_PEAK', 'FACEGATE_PEAK or FACEGATE_DURATION'],
    ['script', 'the load in the options of the script', 'the load in the options of the script'],
  ] as const)('the cure names what %s is told its load by', (kind, pace, requests) => {
    const cured = (what: string) => ({ why: expect.stringContaining(`; lower ${what}, or raise the budget`) });
    expect(fitBudget(arrivals, { requests: null, perSecond: 9 }, kind)).toMatchObject(cured(pace));
    expect(fitBudget(arrivals, { requests: 100, perSecond: null }, kind)).toMatchObject(cured(requests));
  });

  it('the cure of an agreement is in the agreement, as the options of the script have no effect there', () => {
    for (const left of [
      { requests: null, perSecond: 9 },
      { requests: 100, perSecond: null },
    ]) {
      const { why } = fitBudget(arrivals, left, 'sla') as { why: string };
      expect(why).toContain('agreement (--sla) with a lower rate');
      expect(why).not.toContain('FACEGATE_');
    }
  });

  it('what was spent is no longer there', () => {
    expect(remainingOf({ requests: 500, perSecond: 5 }, 480)).toEqual({ requests: 20, perSecond: 5 });
    expect(remainingOf({ requests: 500, perSecond: null }, 600)).toEqual({ requests: 0, perSecond: null });
    expect(remainingOf(null, 600)).toEqual({ requests: null, perSecond: null });
  });
});

it.each([
  // script            what is left of 500 requests after 20
  ['latency', 479],
  ['limit', 479],
  ['script', 480],
] as const)('the pre-flight of a script counts, and one of the user has none: %s', (kind, requests) => {
  expect(remainingForScript({ kind }, { requests: 500, perSecond: 5 }, 20)).toEqual({ requests, perSecond: 5 });
});
