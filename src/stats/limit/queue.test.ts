import { expect, it } from 'vitest';
import { queueOf } from './queue.js';
import type { AtRest, LimitStep } from './types.js';

const atRest: AtRest = { serviceMs: 50, leastUsedMs: 50, overheadMs: 1, wholeMs: 51, trusted: true };
/** A burst of so many at a service that works at 5 at once, 50 ms each. */
const burst = (level: number, prompt: number, more: Partial<LimitStep> = {}): LimitStep =>
  ({
    purpose: 'climb',
    level,
    accepted: level,
    refused: 0,
    prompt,
    between: 0,
    beganMs: 0,
    endedMs: Math.ceil(level / 5) * 50,
    ...more,
  }) as LimitStep;

it.each<[what: string, steps: LimitStep[], most: number | undefined]>([
  ['clear bursts', [burst(16, 5), burst(32, 5), burst(64, 5)], 5],
  [
    'bursts that a busy machine disturbed among them',
    [burst(16, 5), burst(16, 5), burst(32, 1), burst(32, 5, { between: 20 }), burst(64, 5)],
    5,
  ],
  ['too few clear ones', [burst(16, 5), burst(32, 1), burst(64, 2)], undefined],
  ['more prompt answers than that once', [burst(16, 5), burst(32, 5), burst(32, 5), burst(64, 12)], undefined],
  ['a refusal', [burst(16, 5), burst(32, 5), burst(64, 5, { refused: 1 })], undefined],
  ['no more time for more requests', [burst(16, 5), burst(32, 5), burst(64, 5, { endedMs: 100 })], undefined],
])('a queue by %s', (_what, steps, most) => expect(queueOf(steps, atRest)).toBe(most));
