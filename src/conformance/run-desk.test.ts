import { expect, it } from 'vitest';
import { createRedactor } from '../output/redactor.js';
import { knownValues } from './harness/known-values.js';
import type { DeskPlan } from './harness/plan.js';
import { loadPlan } from './harness/plan.js';
import { openRunDesk } from './run-desk.js';

const PLAN = { seed: 7, credentials: { full: { apiKey: 'k', apiSecret: 's' } } } as DeskPlan;

it('trust row 26: what one worker is about to send, every other one and the program itself keep out of their texts', async () => {
  const own = createRedactor([]);
  const desk = await openRunDesk(PLAN, own);
  try {
    const [first, second] = [createRedactor([]), createRedactor([])];
    const bytes = Uint8Array.from([0xc3, 0x28, 0xfe, 0xff, 0xc3]);
    await knownValues(desk.url, first).tell([
      { kind: 'name', value: '欧阳娜' },
      { kind: 'name', value: bytes },
    ]);
    const other = knownValues(desk.url, second);
    await other.learn();
    for (const redactor of [own, first, second]) {
      expect(redactor.redact('for 欧阳娜')).toBe('for ‹redacted:name›');
      expect(redactor.redact(Buffer.from(bytes).toString('hex'))).toBe('‹redacted:name›');
    }
    await other.tell([{ kind: 'idcard_number', value: '110101199003078515' }]);
    expect(own.redact('110101199003078515')).toBe('‹redacted:idcard_number›');
  } finally {
    desk.close();
  }
});

it('gives plan and credentials to who knows its address, and nothing to anyone else', async () => {
  const desk = await openRunDesk(PLAN, createRedactor([]));
  try {
    expect(await loadPlan({ FACEGATE_DESK: desk.url })).toEqual({ ...PLAN, deskUrl: desk.url });
    const guess = await fetch(new URL('/', desk.url));
    expect([guess.status, await guess.text()]).toEqual([404, '']);
  } finally {
    desk.close();
  }
});
