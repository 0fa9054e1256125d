import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../errors.js';
import { type LoadTargetOptions, loadTarget, targetNames } from './load-target.js';

let root: string;
let options: LoadTargetOptions;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'facegate-target-'));
  for (const folder of ['here/targets', 'package/targets']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'package/targets/production.yaml'), 'url: https://package.example');
  writeFileSync(join(root, 'package/targets/local.yaml'), 'url: http://127.0.0.1:1');
  writeFileSync(join(root, 'here/targets/staging.yml'), 'url: https://staging.example');
  options = { env: {}, cwd: join(root, 'here'), projectTargetsDir: join(root, 'package/targets'), emulator: undefined };
});
afterEach(() => rmSync(root, { recursive: true }));

const PAIR = { apiKey: 'k-full', apiSecret: 's-full' };
const emulator = {
  url: 'http://127.0.0.1:4000/',
  accounts: { full: PAIR, denied: PAIR, no_data_source: PAIR, limited: PAIR },
  concurrencyLimit: 5,
};

describe('a name', () => {
  it('emulator is built in and needs no file', () => {
    expect(loadTarget('emulator', { ...options, emulator })).toEqual({
      name: 'emulator',
      url: 'http://127.0.0.1:4000',
      kind: 'embedded',
      loopback: true,
      credentials: emulator.accounts,
      concurrencyLimit: 5,
      budget: null,
      price: null,
      allowHttp: false,
      proxy: null,
      callbacks: null,
    });
  });

  it('is looked for here, then in the package', () => {
    expect(loadTarget('production', options)).toMatchObject({ name: 'production', url: 'https://package.example' });
    expect(loadTarget('staging', options)).toMatchObject({ name: 'staging', url: 'https://staging.example' });
    writeFileSync(join(root, 'here/targets/production.yaml'), 'url: https://mine.example');
    expect(loadTarget('production', options)).toMatchObject({ url: 'https://mine.example' });
  });

  it('that is wrong lists those there are, with a suggestion', () => {
    expect(targetNames(options)).toEqual(['emulator', 'local', 'production', 'staging']);
    expect(() => loadTarget('prodution', options)).toThrow(
      new ConfigError([
        'prodution: there is no such target; there are: emulator, local, production, staging; did you mean "production"?',
      ]),
    );
    expect(() => loadTarget('qa', options)).toThrow(
      /there are: .*; write a file targets\/qa\.yaml, or use one of those$/,
    );
  });
});

describe('a path', () => {
  it('with a slash or the ending of YAML is a file, named by it', () => {
    writeFileSync(join(root, 'here/mine.YAML'), 'url: https://mine.example');
    for (const path of ['mine.YAML', './mine.YAML', join(root, 'here/mine.YAML')]) {
      expect(loadTarget(path, options)).toMatchObject({ name: 'mine', url: 'https://mine.example' });
    }
  });

  it('that leads nowhere, or to a folder, says so', () => {
    expect(() => loadTarget('./gone.yaml', options)).toThrow(/^gone\.yaml: there is no such file; check the path$/);
    expect(() => loadTarget('./targets', options)).toThrow(/^targets: is a folder; give a file in it$/);
  });

  it('problems name it as it is seen from here', () => {
    writeFileSync(join(root, 'here/targets/bad.yaml'), 'urll: x');
    expect(() => loadTarget('bad', options)).toThrow(/^targets\/bad\.yaml:1: "urll" is unknown/);
    writeFileSync(join(root, 'package/targets/worse.yaml'), 'urll: x');
    expect(() => loadTarget('worse', options)).toThrow(
      `${join(root, 'package/targets/worse.yaml')}:1: "urll" is unknown`,
    );
  });
});
