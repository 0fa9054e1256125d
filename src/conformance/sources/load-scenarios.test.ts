import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../run/errors.js';
import { loadContracts } from './load-contracts.js';

const GOOD =
  '{ "rule": "biz_no.required", "name": "mine", "without": ["biz_no"], "expect": "400 MISSING_ARGUMENTS: biz_no" }';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'facegate-scenarios-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const write = (name: string, text: string | Uint8Array) => writeFileSync(join(cwd, name), text);

async function problems(): Promise<readonly string[]> {
  try {
    await loadContracts({ scenarios: '.' }, cwd);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('a scenario file of the user', () => {
  it('is read with a byte-order mark', async () => {
    write('a.json', `\uFEFF[${GOOD}]`);
    const mine = (await loadContracts({ scenarios: '.' }, cwd)).scenarios.find(
      ({ scenario }) => scenario.name === 'mine',
    );
    expect(mine).toMatchObject({ file: 'a.json', line: 1 });
  });

  it.each([
    // file, its text, what is said
    [
      'a.json',
      `[\n${GOOD.replace('"name"', '"rule": "uuid.required",\n "name"')}]`,
      'a.json:2: the key "rule" stands twice in one object',
    ],
    ['a.json', `[\n\n${GOOD},\n]`, 'a.json:3: is not JSON: JSON does not support trailing commas'],
    ['a.json', `[${GOOD.replace('mine', 'mine \\ud800')}]`, 'a.json:1: "name": half of a surrogate pair (\\ud800)'],
    [
      'a.json',
      Buffer.from(`[${GOOD.replace('mine', 'm\xfcne')}]`, 'latin1'),
      'a.json: is not UTF-8; save it in this encoding',
    ],
    [
      'a.ts',
      `export default [\n  { rule: 'biz_no.required', name: 'mine',\n  rule: 'x' } ]`,
      'a.ts:3: the key "rule" stands twice in one object',
    ],
    ['a.ts', `export default [\n  { rule: \n ]`, 'a.ts:3: cannot be loaded: '],
    ['a.yaml', 'url: http://127.0.0.1:8080', 'a.yaml: expected a list of scenarios, found a target file, by its "url"'],
    [
      'a.yaml',
      'id: a\nrules: []',
      'a.yaml: expected a list of scenarios, found a contract: name the file contract.yaml',
    ],
    ['a.js', 'export const a = 1;', 'a.js: expected an array of scenarios as the default export, found none'],
    ['a.js', `export default [${GOOD.replace('mine', 'mine \\ud800')}]`, 'a.js:1: "name": half of a surrogate pair'],
  ])('is refused with its line: %s %#', async (name, text, said) => {
    write(name, text);
    expect(await problems()).toEqual([expect.stringContaining(said)]);
  });

  it('has its faults told together with those of all the others', async () => {
    write('a.json', '[\n1,]');
    write('b.ts', 'export default [\n{ rule: "x", rule: "y" }];');
    write('c.json', '{}');
    write('d.json', `[${GOOD.replace('biz_no.required', 'biz_no.requird')}]`);
    expect((await problems()).map((problem) => problem.split(': ')[0])).toEqual([
      'a.json:2',
      'b.ts:2',
      'c.json',
      'd.json:1',
    ]);
  });
});
