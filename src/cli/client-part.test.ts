import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clientFileBeside, whyStopped, withClient } from './client-part.js';

test('a run of a client that this machine cannot judge ends as one with a wrong setup, not as a failed client', () => {
  expect(whyStopped({ lacking: 'no sharp', notBegun: '' })).toEqual({ code: 2, text: 'no sharp' });
  expect(whyStopped({ lacking: '', notBegun: 'no app' })).toEqual({ code: 3, text: 'no app' });
  expect(whyStopped({ lacking: '', notBegun: '' })).toBeUndefined();
});

describe('the client file of a gate', () => {
  test('stands beside the target file, in targets/, or here', () => {
    const folder = mkdtempSync(join(tmpdir(), 'facegate-client-'));
    try {
      expect(clientFileBeside('emulator', folder)).toBeUndefined();
      writeFileSync(join(folder, 'client.yaml'), '');
      expect(clientFileBeside('emulator', folder)).toBe(join(folder, 'client.yaml'));
      expect(clientFileBeside('http://127.0.0.1:1', folder)).toBe(join(folder, 'client.yaml'));
      mkdirSync(join(folder, 'targets'));
      writeFileSync(join(folder, 'targets', 'client.yaml'), '');
      expect(clientFileBeside('staging', folder)).toBe(join(folder, 'targets', 'client.yaml'));
      expect(clientFileBeside('other/staging.yaml', folder)).toBeUndefined();
      expect(clientFileBeside('targets/staging.yaml', folder)).toBe(join(folder, 'targets', 'client.yaml'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('its rules stand beside those of the vendor, as one more endpoint', () => {
    const part = { planned: ['client.token'] as const, results: [], requests: 3, findings: [], interrupted: false };
    const alone = withClient(undefined, part)!;
    expect(alone.endpoints).toEqual([{ id: 'client', name: 'Your client', address: '' }]);
    const both = withClient({ ...alone, endpoints: [{ id: 'get-token', name: 'GetToken', address: 'POST /' }] }, part)!;
    expect(both.endpoints.map(({ name }) => name)).toEqual(['GetToken', 'Your client']);
    expect(both.summary.requests).toBe(6);
    expect(withClient(undefined, undefined)).toBeUndefined();
  });
});
