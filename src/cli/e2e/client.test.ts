import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../run/package-root.js';
import { freePort } from '../../testing/free-port.js';
import { type Ended, filesBelow, readResults, scratchFolder } from './run-cli.fixture.js';
import { runHere } from './run-here.fixture.js';

const example = (name: string) => readFileSync(join(packageRoot, 'examples', 'client-node', name), 'utf8');

describe('facegate client', () => {
  const folder = scratchFolder();
  let ended: Ended;
  beforeAll(async () => {
    const port = String(await freePort());
    writeFileSync(join(folder, 'package.json'), example('package.json'));
    writeFileSync(join(folder, 'client.yaml'), example('client.yaml').replaceAll('3000', port));
    const faulty = example('app.js').replace('const TRIES = 4', 'console.log(`${FACEID_SECRET}`);\nconst TRIES = 1');
    writeFileSync(join(folder, 'app.js'), faulty);
    const rules = ['client.token', 'client.retry', 'client.secret'].flatMap((rule) => ['--rule', rule]);
    ended = await runHere(['client', ...rules, '--out', 'out'], folder);
  });

  test('ends 1 and tells what the client did and how to repeat it; the page has the conversation', () => {
    expect(ended.code).toBe(1);
    for (const text of ['client.retry: 500 INTERNAL_ERROR', 'not tried again', 'client.secret: all checks of the run'])
      expect(ended.stdout).toContain(text);
    expect(ended.stdout).toContain('npx facegate client client.yaml --rule client.retry');
    const page = readFileSync(join(folder, 'out', 'index.html'), 'utf8');
    for (const text of ['came: GetToken', '500 INTERNAL_ERROR', 'printed', 'no token for'])
      expect(page).toContain(text);
  });

  test('every artefact has the rules of the client, and none its secret', () => {
    const out = join(folder, 'out');
    const { contract, verdict } = readResults(out);
    expect(verdict).toBe('failed');
    expect(contract.endpoints).toEqual([{ id: 'client', name: 'Your client', address: '' }]);
    const states = contract.rules.map(({ id, status }) => `${id} ${status}`);
    expect(states).toEqual(
      expect.arrayContaining(['client.token passed', 'client.retry failed', 'client.signature not-selected']),
    );
    expect(readFileSync(join(out, 'junit.xml'), 'utf8')).toContain('classname="client.retry"');
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('Stated by the pages');
    const telling = filesBelow(out).filter(({ bytes }) => bytes.includes('emulator-full-secret'));
    expect(telling.map(({ file }) => file)).toEqual([]);
    expect(`${ended.stdout}${ended.stderr}`).not.toContain('emulator-full-secret');
  });

  test('a wrong file ends 2 with line and cure, an app that does not start 3', async () => {
    writeFileSync(join(folder, 'wrong.yaml'), 'drvie: node app.js\n');
    const wrong = await runHere(['client', 'wrong.yaml'], folder);
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('wrong.yaml:1: "drvie" is unknown; did you mean "drive"'),
    ]);
    writeFileSync(join(folder, 'dead.yaml'), 'start: node nothing.js\ndrive: { url: "http://127.0.0.1:9/" }\n');
    const dead = await runHere(['client', 'dead.yaml', '--out', 'dead'], folder);
    expect([dead.code, dead.stdout]).toEqual([
      3,
      expect.stringContaining('the app ended (exit code 1) before it was ready'),
    ]);
  });
});
