import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeCertificates } from '../emulator/tls/make-certificates.js';
import { trustedKeys } from './trusted-keys.js';

test('the keys of every certificate of a file are told as Chromium takes them; of no file none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'facegate-keys-'));
  try {
    const file = join(folder, 'ca.pem');
    const { ca, chain } = makeCertificates(['localhost'], new Date());
    writeFileSync(file, `# two of them\n${chain}`);
    const [leaf, issuer] = trustedKeys(file);
    expect(leaf).toMatch(/^[\w+/]{43}=$/);
    writeFileSync(file, ca);
    expect(trustedKeys(file)).toEqual([issuer]);
    expect(trustedKeys(join(folder, 'missing.pem'))).toEqual([]);
    expect(trustedKeys(undefined)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
