import { describe, test } from 'vitest';
import { runExample, SLOW } from './testing/run-example.js';

// The checks mostly wait: they run side by side.
describe.concurrent('a run of a client', () => {
  test('that is right breaks no rule that is quick to judge', async ({ expect }) => {
    const { results, notBegun } = await runExample('client-node', [], (rule) => !SLOW.test(rule));
    const told = results.filter(({ status, inconclusive }) => status === 'failed' || inconclusive);
    expect([notBegun, ...told.map(({ id, actual, note }) => `${id}: ${actual}${note}`)]).toEqual(['']);
    expect(results.filter(({ status }) => status === 'passed').length).toBeGreaterThan(60);
  });

  test('without "done" does not run the rules that need it, with the line to add', async ({ expect }) => {
    const withoutDone = (text: string) => text.replace(/done:\n(?: {2}.*\n)+/, '');
    const wanted = /^client\.(?:signature|token)$/;
    const { results } = await runExample('client-node', [], (rule) => wanted.test(rule), withoutDone);
    const states = results.map(({ rule, status, note }) => `${rule} ${status} ${/done: \{ url/.test(note)}`);
    expect([...new Set(states)].sort()).toEqual(['client.signature not-run true', 'client.token passed false']);
  });

  test('that believes whatever is signed is told so, with what came and what it did', async ({ expect }) => {
    const unsigned = [['if (!isSigned(data', 'if (false && !isSigned(data']] as const;
    const { results } = await runExample('client-node', unsigned, (rule) => rule === 'client.signature');
    const failed = results.filter(({ status }) => status === 'failed');
    expect(failed[0]).toMatchObject({
      rule: 'client.signature',
      actual: 'verified, though it must not be',
      curl: expect.stringContaining('--rule'),
    });
    const told = failed.flatMap(({ steps }) => steps.map(({ title }) => title));
    expect(told).toEqual(expect.arrayContaining(['came: GetToken', 'notify_url was told', 'begun', '"done"']));
  });

  test('whose app ends before it is ready is not begun, with what it printed', async ({ expect }) => {
    const ends = (text: string) => text.replace('start: node app.js', 'start: echo no such module; exit 3');
    const { notBegun, results } = await runExample('client-node', [], () => true, ends);
    expect(results).toEqual([]);
    expect(notBegun).toMatch(/the app ended \(exit code 3\) before it was ready.*it printed: no such module/);
  });
});
