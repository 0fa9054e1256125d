import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readScriptSecrets } from './script-secrets.js';

it('every secret that a script can get is known, and files are meant from here', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'own.txt'), 'token=in=a file\r\nempty=\n');
  const { args, secrets } = readScriptSecrets(
    [
      '--vus=2',
      '--secret-source=mock=default,one=first,two=second',
      '--secret-source',
      'file=own.txt,name=mine',
      '--secret-source=url=urlTemplate=http://127.0.0.1:1/{key},headers.Authorization=Bearer third,timeout=10s',
      '--secret-source=vault=token=fourth',
    ],
    folder,
  );
  expect(secrets.map(({ value }) => value)).toEqual(['first', 'second', 'in=a file', 'Bearer third', 'fourth']);
  expect(args).toEqual([
    '--vus=2',
    '--secret-source=mock=default,one=first,two=second',
    `--secret-source=file=filename=${join(folder, 'own.txt')},name=mine`,
    '--secret-source=url=urlTemplate=http://127.0.0.1:1/{key},headers.Authorization=Bearer third,timeout=10s',
    '--secret-source=vault=token=fourth',
  ]);
});

it.each([
  ['mock=right=1,a secret', /^--secret-source: pair 2: expected NAME=VALUE, found no "="$/],
  ['file=nowhere.txt', /^--secret-source: the file .*nowhere\.txt cannot be read: ENOENT$/],
])('what is wrong with %s is said without its secrets', (source, message) => {
  expect(() => readScriptSecrets([`--secret-source=${source}`], '/')).toThrow(message);
});
