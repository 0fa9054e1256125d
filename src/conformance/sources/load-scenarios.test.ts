import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
      `[\n${GOOD.replace('"name"', '"rule": "biz_no.required",\n "name"')}]`,
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
      `export default [\n  { rule: 'x', name: 'mine', expect: '200 token',\n  rule: 'biz_no.required' } ]`,
      'a.ts:3: the key "rule" stands twice in one object',
    ],
    ['a.ts', `export default [\n  { rule: \n ]`, 'a.ts:3: cannot be loaded: '],
    [
      'a.ts',
      `interface A { b: string }\n\nexport default [\n  { rule: 'x', expect: token } ]`,
      'a.ts:4: cannot be loaded: token is not defined',
    ],
    ['a.MTS', `export default [${GOOD.replace('biz_no.required', 'x')}] as const`, 'a.MTS:1: rule "x" is unknown'],
    ['a.JS', `throw 'no reason'`, 'a.JS: cannot be loaded: no reason'],
    ['a.JSON', '{}', 'a.JSON: expected a list of scenarios, found an object'],
    ['a.YAML', `- ${GOOD.replace('biz_no.required', 'x')}`, 'a.YAML:1: rule "x" is unknown'],
    ['a.YML', 'a: [1', 'a.YML:1: '],
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
    write('b.ts', 'throw new Error("no");');
    write('c.json', '{}');
    write('d.json', `[${GOOD.replace('biz_no.required', 'biz_no.requird')}]`);
    expect((await problems()).map((problem) => problem.split(': ')[0])).toEqual([
      'a.json:2',
      'b.ts:1',
      'c.json',
      'd.json:1',
    ]);
  });

  it('with a key that stands twice has everything else in it told as well', async () => {
    const wrong = GOOD.replace('biz_no.required', 'biz_no.requird');
    write('a.json', `[${GOOD.replace('"name"', '"name": "x", "name"')},\n${wrong}]`);
    write('b.yaml', `- &k rule: x\n  *k : biz_no.required\n  name: y\n  expect: 200 token\n- ${wrong}`);
    write('c.ts', `export default [\n{ rule: "x", rule: "y", name: "z", expect: "observe" }];`);
    expect((await problems()).map((problem) => problem.split('; ')[0])).toEqual([
      'a.json:1: the key "name" stands twice in one object',
      'b.yaml:2: a key stands twice',
      'c.ts:2: the key "rule" stands twice in one object',
      'a.json:2: rule "biz_no.requird" is unknown',
      'b.yaml:5: rule "biz_no.requird" is unknown',
      'c.ts:2: rule "y" is unknown',
    ]);
  });

  it('has each fault told with the line of its key in YAML and JSON', async () => {
    write(
      'a.yaml',
      '- rule: biz_no.required\n  name: x\n  as: ful\n  without:\n    - uuid\n    - biz_mo\n  expect: 200 tokn',
    );
    write('b.json', '[{ "rule": "biz_no.required",\n"extra": {\n"a": 5 } }]');
    expect((await problems()).map((problem) => problem.split(' ').slice(0, 2).join(' '))).toEqual([
      'a.yaml:3: "as"',
      'a.yaml:6: parameter',
      'a.yaml:7: expectation',
      'b.json:1: "name"',
      'b.json:3: "extra.a"',
      'b.json:1: "expect"',
    ]);
  });

  it('that is a link to nowhere is told with the rest; a folder with the name of a file, and the locks of Emacs, are no files', async () => {
    mkdirSync(join(cwd, 'folder.yaml'));
    symlinkSync('user@machine.1:2', join(cwd, '.#a.yaml'));
    symlinkSync('nowhere', join(cwd, 'a.yaml'));
    symlinkSync('b.ts', join(cwd, 'b.ts'));
    write('folder.yaml/b.json', '{}');
    expect(await problems()).toEqual([
      'a.yaml: is a link that leads nowhere; mend it, or take it out of the folder',
      'b.ts: cannot be read (ELOOP); mend it, or take it out of the folder',
      expect.stringContaining(join('folder.yaml', 'b.json')),
    ]);
  });
});
