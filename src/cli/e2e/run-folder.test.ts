import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findK6 } from '../../k6/find-k6.js';
import { writeContract } from './contract.fixture.js';
import { type Ended, readResults, scratchFolder, startCli, startTarget, writeTarget } from './run-cli.fixture.js';
import { runHere } from './run-here.fixture.js';

const closers: (() => void)[] = [];
afterAll(() => {
  for (const close of closers) close();
});

/** What the API answers, and the endpoint of `writeContract`, too. */
const TOKEN = '{"token":"t","text":"t","request_id":"r","time_used":0,"expired_time":9999999999}';

/** A target that answers after a while, or never; `asked` resolves at its first request. */
async function slowTarget(ms: number) {
  let tell = () => {};
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const { url, close } = await startTarget((_, response) => {
    tell();
    if (Number.isFinite(ms)) setTimeout(() => response.end(TOKEN), ms);
  });
  closers.push(close);
  return { url, asked };
}

/** Waits until it is so; gives up with the program's own end. */
async function until(so: () => boolean, ended: Promise<Ended>): Promise<void> {
  let over: Ended | undefined;
  void ended.then((end) => {
    over = end;
  });
  while (!so()) {
    if (over !== undefined) throw new Error(`it ended before: ${JSON.stringify(over)}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** One that a kill cuts off does not count. */
const WHOLE_RESULT = /"type":"result".*\n/;

const holds = (path: string, text: string) => existsSync(path) && readFileSync(path, 'utf8').includes(text);

describe('trust row 23: --out', () => {
  it.each(['mine', '.'])(
    '%s with files of others: exit 2 with the cure, nothing sent, nothing touched',
    async (out) => {
      const cwd = scratchFolder();
      const { url, asked } = await slowTarget(0);
      let requests = 0;
      void asked.then(() => {
        requests += 1;
      });
      const folder = join(cwd, out);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'playwright'), 'mine');
      writeFileSync(join(folder, 'index.html'), 'mine');
      const target = writeTarget(cwd, url);
      for (const command of [['contract'], ['load', 'smoke', '--engine', 'node'], ['gate', '--engine', 'node']]) {
        const { code, stderr } = await runHere([...command, '--target', target, '--out', out], cwd);
        expect([code, stderr]).toEqual([2, expect.stringContaining('Name a new or empty folder')]);
      }
      expect(readdirSync(folder).filter((name) => name !== 'target.yaml' && name !== 'mine')).toEqual([
        'index.html',
        'playwright',
      ]);
      expect(readFileSync(join(folder, 'index.html'), 'utf8')).toBe('mine');
      expect(requests).toBe(0);
    },
  );

  it('watch hears it before its first sample', async () => {
    const cwd = scratchFolder();
    const { url } = await slowTarget(0);
    const target = writeTarget(cwd, url);
    const { code, stderr } = await runHere(['watch', '--target', target, '--for', '1s', '--out', '.'], cwd);
    expect([code, stderr]).toEqual([2, expect.stringContaining('nothing in it was touched')]);
    expect(existsSync(join(cwd, 'reports'))).toBe(false);
  });
});

describe.concurrent('a run that is killed (trust row 19)', () => {
  it('contract: its folder is kept from the next run, and report makes what it had, INCOMPLETE', async () => {
    const cwd = scratchFolder();
    const { url } = await slowTarget(200);
    const target = writeTarget(cwd, url);
    const args = ['contract', '--target', target, '--rule', 'biz_no.max-bytes', '--out', 'out'];
    const { child, ended } = startCli(args, cwd);
    const records = join(cwd, 'out', 'records.jsonl');
    await until(() => existsSync(records) && WHOLE_RESULT.test(readFileSync(records, 'utf8')), ended);
    child.kill('SIGKILL');
    await ended;
    const again = await runHere(args, cwd);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('facegate report')]);
    const report = await runHere(['report', 'out'], cwd);
    expect(report.code).toBe(130);
    expect(report.stdout).toContain('the run was cut off');
    const results = readResults(join(cwd, 'out'));
    expect(results).toMatchObject({ verdict: 'interrupted', exitCode: 130, run: { complete: false } });
    expect(results.run.command).toContain('biz_no.max-bytes');
    expect(results.contract.results.some(({ status }) => status !== 'not-run')).toBe(true);
    expect(readFileSync(join(cwd, 'out', 'index.html'), 'utf8')).toContain('INCOMPLETE');
    // Made once more, it is the same; and the folder is free again.
    expect((await runHere(['report', 'out'], cwd)).code).toBe(130);
    expect(readResults(join(cwd, 'out'))).toEqual(results);
  });

  it.each([
    ['contract', ['contract', '--workers', '1']],
    ['load on the node engine', ['load', 'latency', '--engine', 'node']],
    ['load on k6', ['load', 'latency', '--engine', 'k6']],
  ])('%s: sends nothing more', async (name, command) => {
    if (name.endsWith('k6') && findK6(process.env) === undefined) return;
    const cwd = scratchFolder();
    let requests = 0;
    const { url, close } = await startTarget((_, response) => {
      requests += 1;
      setTimeout(() => response.end(TOKEN), 100);
    });
    closers.push(close);
    // Without a browser no flow is begun.
    const env = { FACEGATE_DURATION: '600s', FACEGATE_RATE: '10', FACEGATE_CHROMIUM: '/none' };
    const { child, ended } = startCli([...command, '--target', writeTarget(cwd, url), '--out', 'out'], cwd, env);
    await until(() => requests > 5, ended);
    child.kill('SIGKILL');
    await ended;
    let before = -1;
    while (before !== requests) {
      before = requests;
      await new Promise((resolve) => setTimeout(resolve, 4000));
    }
    expect(requests).toBeLessThan(250);
  });

  it('load: what was measured until then is in the report', async () => {
    const cwd = scratchFolder();
    const env = { FACEGATE_DURATION: '60s', FACEGATE_RATE: '5' };
    const { child, ended } = startCli(['load', 'latency', '--engine', 'node', '--out', 'out'], cwd, env);
    const records = join(cwd, 'out', 'records.jsonl');
    // A line that is whole, as above.
    const whole = /"outcomes":\{"ok":[1-9].*\n/;
    await until(() => existsSync(records) && whole.test(readFileSync(records, 'utf8')), ended);
    child.kill('SIGKILL');
    await ended;
    const report = await runHere(['report', 'out'], cwd);
    expect(report.code).toBe(130);
    const [record] = readResults(join(cwd, 'out')).load;
    expect(record).toMatchObject({ kind: 'latency', complete: false });
    expect(record?.latency?.outcomes.ok).toBeGreaterThan(0);
  });
});

describe.concurrent('a signal in every phase ends the run with its code, a cause and a report (trust row 18)', () => {
  const phases: readonly [phase: string, command: readonly string[], signal: NodeJS.Signals, code: number][] = [
    ['pre-flight', ['contract'], 'SIGTERM', 143],
    ['pre-flight', ['gate', '--engine', 'node'], 'SIGHUP', 130],
    ['load', ['load', 'smoke', '--engine', 'node'], 'SIGTERM', 143],
  ];
  it.each(phases)('%s of %j: %s ends it %d', async (_phase, command, signal, code) => {
    const cwd = scratchFolder();
    const { url, asked } = await slowTarget(Number.POSITIVE_INFINITY);
    const { child, ended } = startCli([...command, '--target', writeTarget(cwd, url), '--out', 'out'], cwd);
    await Promise.race([asked, ended]);
    child.kill(signal);
    const end = await ended;
    expect([end.code, end.stdout + end.stderr]).toEqual([code, expect.stringContaining('interrupted')]);
    expect(readResults(join(cwd, 'out'))).toMatchObject({
      exitCode: code,
      verdict: 'interrupted',
      run: { complete: false },
    });
    expect(readResults(join(cwd, 'out')).causes.length).toBeGreaterThan(0);
    expect(readFileSync(join(cwd, 'out', 'index.html'), 'utf8')).toContain('INCOMPLETE');
  });

  it('while a load script is read', async () => {
    const cwd = scratchFolder();
    const { url } = await slowTarget(0);
    const { child, ended } = startCli(
      ['load', 'smoke', '--engine', 'node', '--target', writeTarget(cwd, url), '--out', 'out'],
      cwd,
    );
    await until(() => existsSync(join(cwd, 'out', 'records.jsonl')), ended);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(143);
    expect(readResults(join(cwd, 'out'))).toMatchObject({ exitCode: 143, run: { complete: false } });
  });

  it('between the stages of the gate, and in a later one', async () => {
    const cwd = scratchFolder();
    const { url } = await slowTarget(0);
    writeContract(cwd);
    const target = writeTarget(cwd, url);
    const args = ['gate', '--engine', 'node', '--contracts', 'contracts', '--target', target, '--out', 'out'];
    const { child, ended } = startCli(args, cwd);
    // The contract is over when its last sweep could be judged: the load part then begins.
    const records = join(cwd, 'out', 'records.jsonl');
    await until(() => holds(records, '"type":"load"'), ended);
    child.kill('SIGTERM');
    const { code, stdout } = await ended;
    expect([code, stdout]).toEqual([143, expect.stringContaining('interrupted')]);
    const results = readResults(join(cwd, 'out'));
    expect(results).toMatchObject({ exitCode: 143, run: { complete: false }, contract: { summary: { passed: 1 } } });
  });

  it('while scenarios are built there is no run yet: the cause is said', async () => {
    const cwd = scratchFolder();
    mkdirSync(join(cwd, 'mine'));
    writeFileSync(
      join(cwd, 'mine', 'slow.ts'),
      "import { writeFileSync } from 'node:fs';\nwriteFileSync('begun', '');\nawait new Promise((go) => setTimeout(go, 100_000));\nexport default [];\n",
    );
    const { child, ended } = startCli(['contract', '--scenarios', 'mine'], cwd);
    await until(() => existsSync(join(cwd, 'begun')), ended);
    child.kill('SIGTERM');
    const { code, stderr } = await ended;
    expect([code, stderr]).toEqual([143, expect.stringContaining('no report was begun')]);
    expect(existsSync(join(cwd, 'reports'))).toBe(false);
  });
});
