import { describe, expect, it } from 'vitest';
import { askPermit } from './harness/permit.js';
import { openPermitBroker } from './permit-broker.js';

describe('the budget is hard', () => {
  it('grants as many requests as it has, whoever asks, and says why not one more', async () => {
    const broker = await openPermitBroker({ requests: 3, perSecond: null });
    try {
      const asked = await Promise.all([broker.take(), ...Array.from({ length: 5 }, () => askPermit(broker.url))]);
      expect(asked.filter(({ granted }) => granted)).toHaveLength(3);
      expect(asked.find(({ granted }) => !granted)).toMatchObject({
        reason: expect.stringContaining('the budget of 3 requests is used up'),
      });
      expect([broker.granted(), broker.exhausted()]).toEqual([3, true]);
    } finally {
      broker.close();
    }
  });

  it('keeps requests apart as the pace demands, whoever asks', async () => {
    const broker = await openPermitBroker({ requests: null, perSecond: 50 });
    try {
      const begun = performance.now();
      for (let count = 0; count < 5; count += 1) await (count % 2 === 0 ? broker.take() : askPermit(broker.url));
      // Four pauses of 20 ms; a timer may fire a millisecond early, never much.
      expect(performance.now() - begun).toBeGreaterThan(75);
    } finally {
      broker.close();
    }
  });

  it('answers at once, however long the pace makes a worker wait', async () => {
    const broker = await openPermitBroker({ requests: null, perSecond: 0.001 });
    try {
      await broker.take();
      const waitMs = Number(await (await fetch(broker.url, { method: 'POST' })).text());
      expect(waitMs).toBeGreaterThan(900_000);
      expect(waitMs).toBeLessThanOrEqual(1_000_000);
    } finally {
      broker.close();
    }
  });
});
