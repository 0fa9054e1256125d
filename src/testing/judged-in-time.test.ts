import { describe, expect, it } from 'vitest';
import { judgedInTime } from './judged-in-time.js';

const ALWAYS_IN_TIME = { toleratesMs: Number.POSITIVE_INFINITY };
const NEVER_IN_TIME = { toleratesMs: -1, attempts: 3 };

function skipping() {
  const reasons: (string | undefined)[] = [];
  const skip = ((reason?: string) => {
    reasons.push(reason);
  }) as Parameters<typeof judgedInTime>[0]['skip'];
  return { context: { skip }, reasons };
}

const wrong = (attempts: number[]) => async (number: number) => {
  attempts.push(number);
  throw new Error('not what was expected');
};

describe('a test that depends on the clock', () => {
  it('fails at once where the machine ran in time', async () => {
    const { context, reasons } = skipping();
    const attempts: number[] = [];
    await expect(judgedInTime(context, ALWAYS_IN_TIME, wrong(attempts))).rejects.toThrow('not what was expected');
    expect([attempts, reasons]).toEqual([[1], []]);
  });

  it('is skipped with the reason where the machine ran late each time', async () => {
    const { context, reasons } = skipping();
    const attempts: number[] = [];
    await judgedInTime(context, NEVER_IN_TIME, wrong(attempts));
    expect(attempts).toEqual([1, 2, 3]);
    expect(reasons).toEqual([expect.stringMatching(/^not judged: the machine ran \d+ ms late \(sum\)/)]);
  });

  it('passes when a later attempt does, however late the machine runs', async () => {
    const { context, reasons } = skipping();
    await judgedInTime(context, NEVER_IN_TIME, async (number) => expect(number).toBe(2));
    expect(reasons).toEqual([]);
  });

  it('is tried again only when no other attempt runs', async () => {
    const { context } = skipping();
    const running = new Set<string>();
    const beside: string[][] = [];
    const watched = (name: string, fails: boolean) => async (number: number) => {
      running.add(name);
      if (number > 1) beside.push([...running]);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running.delete(name);
      if (fails && number === 1) throw new Error('late');
    };
    await Promise.all([
      judgedInTime(context, NEVER_IN_TIME, watched('a', true)),
      judgedInTime(context, NEVER_IN_TIME, watched('b', true)),
      judgedInTime(context, NEVER_IN_TIME, watched('c', false)),
    ]);
    expect(beside).toEqual([['a'], ['b']]);
  });
});
