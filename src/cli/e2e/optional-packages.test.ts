import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readResults, runCli, scratchFolder } from './run-cli.fixture.js';

const CURE = 'run "npm install --include=optional"';
let folder: string;
let env: Record<string, string>;

// The program sees a machine on which sharp cannot be loaded, as after `npm install --omit=optional`.
beforeAll(() => {
  folder = scratchFolder();
  const hooks = join(folder, 'hooks.mjs');
  writeFileSync(
    hooks,
    `export const resolve = (name, context, next) => {
  if (name === 'sharp') throw new Error('Could not load the "sharp" module');
  return next(name, context);
};`,
  );
  const begin = join(folder, 'begin.mjs');
  writeFileSync(
    begin,
    `import { register } from 'node:module'; register(${JSON.stringify(pathToFileURL(hooks).href)});`,
  );
  env = { NODE_OPTIONS: `--import ${pathToFileURL(begin).href}` };
});

describe('without the optional packages', () => {
  it.each([['--help'], ['rules']])('%s works and says nothing of them', async (command) => {
    const { code, stdout, stderr } = await runCli([command], folder, env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toMatch(/sharp/);
  });

  it('doctor names what is missing in one line with the cure', async () => {
    const { code, stdout } = await runCli(['doctor'], folder, env);
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.includes('sharp'))).toEqual([expect.stringContaining(`→ ${CURE}`)]);
  });

  it('load with a photo is refused in one line with the cure', async () => {
    const { code, stderr } = await runCli(['load', 'smoke', '--photo', '--engine', 'node'], folder, env);
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(CURE)]);
  });

  it('a contract run judges everything but what needs a photo or the film for the camera', async () => {
    const out = join(folder, 'run');
    const rules = 'image_ref.no-face,biz_no.max-bytes,return_url.post';
    const { stdout, stderr } = await runCli(['contract', '--rule', rules, '--out', out], folder, env);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
    const { results } = readResults(out).contract;
    const notes = (rule: RegExp, status: string) =>
      results.filter((result) => rule.test(result.rule) && result.status === status).map(({ note }) => note);
    const withoutPhoto = results.filter(({ rule, name }) => /^biz_no/.test(rule) && !name.includes('photo'));
    expect(withoutPhoto.filter(({ status }) => status === 'not-run')).toEqual([]);
    expect(notes(/^biz_no/, 'passed').length).toBeGreaterThan(2);
    const withheld = notes(/^image|^return|^biz_no/, 'not-run');
    expect(withheld.length).toBeGreaterThan(2);
    for (const note of withheld) expect(note).toContain(CURE);
  });
});
