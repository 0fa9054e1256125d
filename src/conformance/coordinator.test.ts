import { expect, it } from 'vitest';
import { createRedactor } from '../output/redactor.js';
import { openCoordinator } from './coordinator.js';
import { knownValues } from './harness/known-values.js';
import type { PlanWithSecrets } from './harness/plan.js';
import { loadPlan } from './harness/plan.js';

const PLAN = { seed: 7, credentials: { full: { apiKey: 'k', apiSecret: 's' } } } as PlanWithSecrets;

it('trust row 26: what one worker is about to send, every other one and the program itself keep out of their texts', async () => {
  const own = createRedactor([]);
  const coordinator = await openCoordinator(PLAN, own);
  try {
    const [first, second] = [createRedactor([]), createRedactor([])];
    const bytes = Uint8Array.from([0xc3, 0x28, 0xfe, 0xff, 0xc3]);
    await knownValues(coordinator.url, first).share([
      { kind: 'name', value: '欧阳娜' },
      { kind: 'name', value: bytes },
    ]);
    const other = knownValues(coordinator.url, second);
    await other.refresh();
    for (const redactor of [own, first, second]) {
      expect(redactor.redact('for 欧阳娜')).toBe('for ‹redacted:name›');
      expect(redactor.redact(Buffer.from(bytes).toString('hex'))).toBe('‹redacted:name›');
    }
    await other.share([{ kind: 'idcard_number', value: '110101199003078515' }]);
    expect(own.redact('110101199003078515')).toBe('‹redacted:idcard_number›');
  } finally {
    coordinator.close();
  }
});

it('gives plan and credentials to who knows its address, and nothing to anyone else', async () => {
  const coordinator = await openCoordinator(PLAN, createRedactor([]));
  try {
    expect(await loadPlan({ FACEGATE_COORDINATOR: coordinator.url })).toEqual({
      ...PLAN,
      coordinatorUrl: coordinator.url,
    });
    const guess = await fetch(new URL('/', coordinator.url));
    expect([guess.status, await guess.text()]).toEqual([404, '']);
  } finally {
    coordinator.close();
  }
});
