import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBrowser } from '../../run/find-browser.js';
import { readResults, scratchFolder, writeTarget } from './run-cli.fixture.js';
import { runHere } from './run-here.fixture.js';

const browser = await findBrowser(process.env);
const FLOW = ['--rule', 'return_url.post', '--grep', 'liveness alone'];

describe('flows that cannot be walked', () => {
  it('are not run without a browser, with the cure, and the rest is run', async () => {
    const cwd = scratchFolder();
    const some = ['--grep', 'digits alone', '--grep', 'biz_no given'];
    const selection = ['--rule', 'biz_no.echo,biz_no.required', ...some, '--out', 'out'];
    const { code, stdout } = await runHere(['contract', ...selection], cwd, { FACEGATE_CHROMIUM: '/nowhere/chromium' });
    expect(code).toBe(0);
    expect(stdout).toContain('no browser: FACEGATE_CHROMIUM names /nowhere/chromium, which is no program');
    const { results } = readResults(join(cwd, 'out')).contract;
    const ends = (rule: string) => new Set(results.filter((one) => one.rule === rule).map(({ status }) => status));
    expect(ends('biz_no.echo')).toEqual(new Set(['not-run']));
    expect(ends('biz_no.required')).toEqual(new Set(['passed']));
  });

  it('are not decided when the place for callbacks is taken', async () => {
    const cwd = scratchFolder();
    const taken = createServer((_, response) =>
      response.end('{"token":"t","request_id":"r","time_used":0,"expired_time":9999999999}'),
    );
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const callbacks = `callbacks: { listen: "127.0.0.1:${port}", public_url: "http://127.0.0.1:${port}" }\n`;
    const target = writeTarget(cwd, `http://127.0.0.1:${port}`, callbacks);
    const { code } = await runHere(['contract', '--target', target, ...FLOW, '--out', 'out'], cwd);
    taken.close();
    expect(code).toBe(4);
    const [result] = readResults(join(cwd, 'out')).contract.results;
    expect(result).toMatchObject({ status: 'not-run', inconclusive: !('missing' in browser) });
    if (!('missing' in browser)) expect(result?.note).toContain('callbacks.listen in the target file');
  });
});
