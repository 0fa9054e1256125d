import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import schema from '../../records/results.schema.json' with { type: 'json' };
import {
  filesBelow,
  readResults,
  scratchFolder,
  startCli,
  startTarget,
  until,
  writeTarget,
} from './run-cli.fixture.js';
import { runHere } from './run-here.fixture.js';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function target(...answer: Parameters<typeof startTarget>) {
  const started = await startTarget(...answer);
  closing.push(started.close);
  return started.url;
}

describe('a run against the embedded emulator', () => {
  it('writes a whole, valid report, ends 0, leaves no temporary files, and is repeated by its "Repeat:" line', async () => {
    const cwd = scratchFolder();
    const TMPDIR = join(cwd, 't');
    mkdirSync(TMPDIR);
    const words = ['contract', '--rule', 'response.request_id', '--seed', '3'];
    const { code, stdout } = await runHere(words, cwd, { TMPDIR });
    expect(readdirSync(TMPDIR)).toEqual([]);
    expect(stdout).toContain('seed 3');
    expect(code).toBe(0);
    const results = readResults(join(cwd, 'reports', 'latest'));
    const validate = new Ajv({ allErrors: true, validateFormats: false }).compile(schema);
    expect(validate(results), JSON.stringify(validate.errors)).toBe(true);
    expect(results).toMatchObject({
      verdict: 'passed',
      exitCode: 0,
      run: { complete: true, seed: 3, target: { name: 'emulator' } },
    });
    const files = filesBelow(join(cwd, 'reports', 'latest', '')).map(({ file }) => file);
    for (const name of ['index.html', 'junit.xml']) expect(files.some((file) => file.endsWith(name))).toBe(true);
    // Playwright's own report is for those who ask for it, and what it needs while it runs does not stay behind.
    expect(files.filter((file) => file.includes('playwright'))).toEqual([]);
    expect(readFileSync(join(cwd, 'reports', 'history.jsonl'), 'utf8')).toContain('"kept":["');

    // The line that repeats a run can be typed as it is.
    const repeat = /^Repeat: npx facegate (.* --seed 3)$/m.exec(stdout)?.[1]?.split(' ') ?? [];
    const again = await runHere([...repeat, '--out', 'again'], cwd);
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining(`npx facegate ${repeat.join(' ')}`)]);
    const curls = ({ contract }: typeof results) =>
      contract.results.map(({ id, status, actual, curl }) => [
        id,
        status,
        actual,
        curl.replace(/127\.0\.0\.1:\d+/, ''),
      ]);
    expect(curls(readResults(join(cwd, 'again')))).toEqual(curls(results));
  });

  it('runs scenarios of the user, and refuses wrong ones before anything is sent', async () => {
    const cwd = scratchFolder();
    mkdirSync(join(cwd, 'mine'));
    writeFileSync(
      join(cwd, 'mine', 'own.ts'),
      "import type { Scenario } from 'facegate';\n\nexport default [\n  { rule: 'biz_no.required', name: 'my own case', without: ['biz_no'], expect: '400 MISSING_ARGUMENTS: biz_no' },\n] satisfies Scenario[];\n",
    );
    const good = await runHere(['contract', '--scenarios', 'mine', '--grep', 'my own case', '--out', 'out'], cwd);
    expect(good.code).toBe(0);
    expect(readResults(join(cwd, 'out')).contract.results[0]).toMatchObject({
      file: join('mine', 'own.ts'),
      line: 4,
      status: 'passed',
    });

    writeFileSync(join(cwd, 'mine', 'own.json'), '[{ "rule": "biz_no.unknown", "name": "x", "expect": "200 token" }]');
    const wrong = await runHere(['contract', '--scenarios', 'mine'], cwd);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('mine/own.json:1: rule "biz_no.unknown" is unknown');
  });
});

describe('a broken rule', () => {
  it('fails with place, expected, actual, body and curl, and ends 1; in one worker, each a failure in Playwright too', async () => {
    const url = await target((_, response) =>
      response.writeHead(400).end('{"error_message":"BAD_ARGUMENTS:biz_no","request_id":"r","time_used":0}'),
    );
    const cwd = scratchFolder();
    const { code, stdout } = await runHere(
      [
        'contract',
        '--target',
        writeTarget(cwd, url),
        '--rule',
        'biz_no.max-bytes',
        '--playwright-report',
        '--out',
        'out',
      ],
      cwd,
    );
    expect(code).toBe(1);
    for (const text of [
      '127 ASCII bytes',
      'scenarios/get-token/business.ts:',
      'biz_no.max-bytes',
      '200 and a token',
      '400 BAD_ARGUMENTS:biz_no',
      'curl -sS',
    ]) {
      expect(stdout).toContain(text);
    }
    const results = readResults(join(cwd, 'out'));
    expect(results).toMatchObject({
      verdict: 'failed',
      exitCode: 1,
      causes: ['7 scenarios of 1 rule failed: biz_no.max-bytes'],
    });
    const { failed } = results.contract.summary;
    expect(failed).toBeGreaterThan(2);
    const report = playwrightReport(join(cwd, 'out'));
    expect(report.stats).toMatchObject({ unexpected: failed, ok: false });
    const workers = report.files.flatMap(({ tests }) => tests).flatMap(({ results }) => results);
    expect(new Set(workers.map(({ workerIndex }) => workerIndex)).size).toBe(1);
  });
});

/** What Playwright's own report tells. */
function playwrightReport(folder: string): {
  readonly stats: { readonly unexpected: number; readonly ok: boolean };
  readonly files: readonly { readonly tests: readonly { readonly results: readonly { workerIndex: number }[] }[] }[];
} {
  const page = readFileSync(join(folder, 'playwright', 'index.html'), 'utf8');
  const zip = /data:application\/zip;base64,([A-Za-z0-9+/]+={0,2})/.exec(page)?.[1] ?? '';
  return JSON.parse(strFromU8(unzipSync(Buffer.from(zip, 'base64'))['report.json']!));
}

describe('a target that is not what it should be', () => {
  const selection = ['--endpoint', 'get-token', '--grep', 'api_key given', '--out', 'out'];

  it('resets', async () => {
    const url = await target((_, response) => response.socket?.destroy());
    const cwd = scratchFolder();
    const { code, stdout, stderr } = await runHere(['contract', '--target', writeTarget(cwd, url), ...selection], cwd);
    expect(code).toBe(3);
    expect(stdout + stderr).toContain('could not be reached');
    expect(readResults(join(cwd, 'out')).exitCode).toBe(3);
  });

  // Whatever else may stand there, contract/preflight.test.ts has.
  it('is a server of files: one request, exit 3, what answers instead', async () => {
    let requests = 0;
    const url = await target((_, response) => {
      requests += 1;
      response.writeHead(501).end('<title>Error response</title>');
    });
    const cwd = scratchFolder();
    const { code } = await runHere(['contract', '--target', writeTarget(cwd, url), '--out', 'out'], cwd);
    expect([code, requests]).toEqual([3, 1]);
    const results = readResults(join(cwd, 'out'));
    expect(results.causes).toEqual([
      expect.stringContaining(
        '/faceid/liveness/v2/get_token is not the API: it answers 501, the body is HTML or XML, not JSON ("Error response")',
      ),
    ]);
    expect(results).toMatchObject({ verdict: 'unreachable', contract: { summary: { failed: 0, requests: 1 } } });
  });

  it('refuses the account full: one request, exit 2, and the cure', async () => {
    let requests = 0;
    const url = await target((_, response) => {
      requests += 1;
      response.writeHead(403).end('{"error_message":"AUTHENTICATION_ERROR","request_id":"r","time_used":0}');
    });
    const cwd = scratchFolder();
    const { code, stdout } = await runHere(['contract', '--target', writeTarget(cwd, url), '--out', 'out'], cwd);
    expect([code, requests]).toEqual([2, 1]);
    expect(stdout).toContain('account full is refused (403 AUTHENTICATION_ERROR): check the pair');
    expect(readResults(join(cwd, 'out')).contract.summary).toMatchObject({ failed: 0, requests: 1 });
  });

  it('refuses another account: its scenarios are not run, the others are, exit 4', async () => {
    let requests = 0;
    const url = await target((_, response, body) => {
      requests += 1;
      if (body.includes('k-denied'))
        response.writeHead(403).end('{"error_message":"AUTHENTICATION_ERROR","request_id":"r","time_used":0}');
      else response.end(`{"token":"t${requests}","request_id":"r${requests}","time_used":0,"expired_time":9999999999}`);
    });
    const cwd = scratchFolder();
    const file = writeTarget(cwd, url, '  denied: { api_key: k-denied, api_secret: s-denied }\n');
    const rules = 'auth.denied,screen_replay.values';
    const { code } = await runHere(['contract', '--target', file, '--rule', rules, '--out', 'out'], cwd);
    const { contract, causes } = readResults(join(cwd, 'out'));
    const said = 'account denied is refused (403 AUTHENTICATION_ERROR): check the pair';
    expect(code).toBe(4);
    expect(causes).toEqual([expect.stringContaining(said)]);
    const left = contract.results.filter(({ status }) => status === 'not-run');
    expect(left.map(({ rule }) => rule)).toContain('auth.denied');
    for (const { note } of left) expect(note).toContain(said);
    expect(contract.summary.failed).toBe(0);
    expect(requests).toBe(2 + contract.results.filter(({ status }) => status === 'passed').length);
  });

  it('is a dead port: exit 3, a report, and the reason', async () => {
    const cwd = scratchFolder();
    const { code, stdout } = await runHere(
      ['contract', '--target', writeTarget(cwd, 'http://127.0.0.1:1'), ...selection],
      cwd,
    );
    expect(code).toBe(3);
    expect(stdout).toContain('nothing listens there');
    expect(readResults(join(cwd, 'out'))).toMatchObject({ verdict: 'unreachable', run: { complete: false } });
  });

  it('answers 500 INTERNAL_ERROR once: sent again with a new biz_no; breaks in the middle of a case: not sent again, exit 4', async () => {
    const numbers: string[] = [];
    const url = await target((_, response, body) => {
      numbers.push(/name="biz_no"\r\n\r\n([^\r]*)/.exec(body.toString())?.[1] ?? '');
      const sent = numbers.length;
      // The first request of a run is the pre-flight; the one after it fails and is sent again; the case after that breaks.
      if (sent === 2) response.writeHead(500).end('{"error_message":"INTERNAL_ERROR","request_id":"e","time_used":0}');
      else if (sent === 4) response.socket?.destroy();
      else response.end(`{"token":"t${sent}","request_id":"r${sent}","time_used":0,"expired_time":9999999999}`);
    });
    const cwd = scratchFolder();
    const words = ['contract', '--target', writeTarget(cwd, url), '--workers', '1', '--out', 'out'];
    const some = ['--rule', 'biz_no.max-bytes', '--grep', '127 ASCII', '--grep', 'nearly all CJK'];
    const { code } = await runHere([...words, ...some], cwd);
    expect([code, numbers.length]).toEqual([4, 4]);
    expect(new Set(numbers.slice(0, 3)).size).toBe(3);
    const { results } = readResults(join(cwd, 'out')).contract;
    expect(results.map(({ status, note }) => [status, note])).toEqual([
      ['passed', ''],
      ['not-run', expect.stringContaining('reset')],
    ]);
  });
});

describe('wrong settings end 2 and send nothing', () => {
  it.each([
    ['an unknown option', ['contract', '--sead', '1'], 'unknown option'],
    ['an unknown target', ['contract', '--target', 'emulatr'], 'there is no such target'],
    ['a rule that does not exist', ['contract', '--rule', 'nothing.*'], 'no scenario fits'],
    ['an option given twice', ['contract', '--seed', '1', '--seed', '2'], 'is given twice'],
    ['a seed that is no number', ['contract', '--seed', 'x'], 'Expected a whole number'],
  ])('%s', async (_what, args, said) => {
    const { code, stderr } = await runHere(args, scratchFolder());
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  it('a missing variable', async () => {
    const cwd = scratchFolder();
    const { code, stderr } = await runHere(
      ['contract', '--target', writeTarget(cwd, 'http://127.0.0.1:1', '', '${FACEGATE_NO_SUCH_VARIABLE}')],
      cwd,
    );
    expect(code).toBe(2);
    expect(stderr).toContain('FACEGATE_NO_SUCH_VARIABLE');
  });
});

describe('the budget', () => {
  it('stops the run before it is exceeded, and says so', async () => {
    let requests = 0;
    const url = await target((_, response) => {
      requests += 1;
      response.end(`{"token":"t${requests}","request_id":"r${requests}","time_used":0,"expired_time":9999999999}`);
    });
    const cwd = scratchFolder();
    const file = writeTarget(cwd, url, 'budget: { requests: 3 }\n');
    const { code, stdout } = await runHere(
      ['contract', '--target', file, '--rule', 'screen_replay.values', '--out', 'out'],
      cwd,
    );
    expect([code, requests]).toEqual([4, 3]);
    expect(stdout).toContain('the budget of 3 requests is used up');
  });
});

describe('Ctrl-C', () => {
  it('leaves a report marked incomplete with what was done, and ends 130', async () => {
    const url = await target((_, response) => {
      setTimeout(() => response.end('{"token":"t","request_id":"r","time_used":0,"expired_time":9999999999}'), 300);
    });
    const cwd = scratchFolder();
    const args = ['contract', '--target', writeTarget(cwd, url), '--rule', 'biz_no.max-bytes', '--out', 'out'];
    const { child, ended } = startCli(args, cwd);
    const recorded = () =>
      filesBelow(cwd).some(({ file, bytes }) => file.endsWith('records.jsonl') && bytes.includes('"type":"result"'));
    await until(recorded, { child, ended });
    child.kill('SIGINT');
    const { code, stdout } = await ended;
    expect(code).toBe(130);
    expect(stdout).toContain('interrupted');
    const results = readResults(join(cwd, 'out'));
    expect(results).toMatchObject({ verdict: 'interrupted', exitCode: 130, run: { complete: false } });
    expect(results.contract.results.some(({ status }) => status !== 'not-run')).toBe(true);
    expect(
      filesBelow(join(cwd, 'out'))
        .find(({ file }) => file.endsWith('index.html') && !file.includes('playwright'))
        ?.bytes.toString(),
    ).toContain('INCOMPLETE');
  });
});

describe('the folder for temporary files', () => {
  const SOME = ['--rule', 'biz_no.required,biz_no.echo', '--grep', 'left out', '--grep', 'digits alone'];

  /** Starts some cases and a flow with a folder of their own for temporary files. */
  function start() {
    const cwd = scratchFolder();
    const temporary = join(cwd, 't');
    mkdirSync(temporary);
    const started = startCli(['contract', ...SOME, '--out', 'out'], cwd, { TMPDIR: temporary });
    const begun = async () => {
      const recorded = () => existsSync(join(cwd, 'out', 'records.jsonl'));
      await until(recorded, started);
    };
    return { ...started, begun, temporary };
  }

  it('is empty after Ctrl-C before anything was sent', async () => {
    const { child, ended, temporary } = start();
    await until(() => readdirSync(temporary).length > 0, { child, ended });
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('is empty after Ctrl-C twice in the middle', async () => {
    const { child, ended, begun, temporary } = start();
    await begun();
    child.kill('SIGINT');
    child.kill('SIGTERM');
    // Which of two signals sent at once is seen first is not settled; the code is that of the first.
    expect([130, 143]).toContain((await ended).code);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
