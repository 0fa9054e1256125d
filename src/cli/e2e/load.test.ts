import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { findK6 } from '../../k6/find-k6.js';
import schema from '../../records/results.schema.json' with { type: 'json' };
import { engines } from './engines.fixture.js';
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

const K6 = findK6(process.env);

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const TOKEN = '{"token":"t","request_id":"r","time_used":0,"expired_time":9999999999}';

/** A target that answers with a token after a while, or as told, and counts. */
async function target(
  answer: (response: import('node:http').ServerResponse) => void = (response) => response.end(TOKEN),
) {
  const seen: number[] = [];
  const started = await startTarget((_, response) => {
    seen.push(seen.length);
    answer(response);
  });
  closing.push(started.close);
  return { url: started.url, seen };
}

const slowly = (response: import('node:http').ServerResponse) => void setTimeout(() => response.end(TOKEN), 30);

const LONG = { FACEGATE_RATE: '20', FACEGATE_WARMUP: '0s', FACEGATE_DURATION: '60s' };

describe.each(engines())('on the engine %s (k6 needs FACEGATE_K6 or a k6 on the PATH)', (engine, available) => {
  const when = available ? it : it.skip;

  when(
    'smoke passes against the embedded emulator, leaves a whole, valid report, and its "Repeat:" line can be typed',
    async () => {
      const cwd = scratchFolder();
      const command = ['load', 'smoke', '--engine', engine];
      const { code, stdout } = await runHere(command, cwd);
      expect(code).toBe(0);
      expect(stdout).toContain('requests   5, with a token 5');
      const results = readResults(join(cwd, 'reports', 'latest'));
      const validate = new Ajv({ allErrors: true, validateFormats: false }).compile(schema);
      expect(validate(results), JSON.stringify(validate.errors)).toBe(true);
      expect(results).toMatchObject({
        verdict: 'passed',
        exitCode: 0,
        run: { complete: true, target: { name: 'emulator' } },
        load: [{ kind: 'smoke', engine, complete: true, exitCode: 0, latency: { requests: 5, outcomes: { ok: 5 } } }],
      });
      const files = filesBelow(join(cwd, 'reports', 'latest', '')).map(({ file }) => file);
      for (const name of ['index.html', 'junit.xml', 'results.json'])
        expect(files.some((file) => file.endsWith(name))).toBe(true);
      const repeatOf = (text: string) =>
        (/^Repeat: npx facegate (.* --seed \d+.*)$/m.exec(text)?.[1] ?? text).replaceAll("'", '').split(' ');
      const words = repeatOf(stdout);
      expect(words).toEqual(expect.arrayContaining([...command, '--seed']));
      expect(repeatOf((await runHere(words, cwd)).stdout)).toEqual(words);
    },
  );

  when('the budget stops a script of the user that asks for more, exit 4', async () => {
    const { url, seen } = await target();
    const cwd = scratchFolder();
    writeFileSync(
      join(cwd, 'own.js'),
      `import http from 'k6/http';
       export const options = { iterations: 1 };
       export default async function () { for (let i = 0; i < 20000; i++) await http.asyncRequest('POST', __ENV.FACEGATE_URL); }`,
    );
    const file = writeTarget(cwd, url, 'budget: { requests: 50 }\n');
    const { code, stdout } = await runHere(['load', './own.js', '--engine', engine, '-t', file, '--out', 'out'], cwd);
    expect(code).toBe(4);
    expect(stdout).toContain('the script asked for more than the budget');
    expect(stdout).not.toContain('✓');
    expect(seen).toHaveLength(50);
    expect(readResults(join(cwd, 'out'))).toMatchObject({ verdict: 'inconclusive', exitCode: 4 });
  });

  when('a script of the user that nothing answered: exit 3', async () => {
    const { url } = await target();
    const cwd = scratchFolder();
    writeFileSync(
      join(cwd, 'dead.js'),
      `import http from 'k6/http';
       export const options = { iterations: 3 };
       export default async function () { await http.asyncRequest('GET', 'http://127.0.0.1:1/'); }`,
    );
    const file = writeTarget(cwd, url);
    const { code, stdout } = await runHere(['load', './dead.js', '--engine', engine, '-t', file], cwd);
    expect(code).toBe(3);
    expect(stdout).toContain('none of 3 requests of dead.js was answered');
    expect(stdout).not.toContain('✓');
  });

  when('Ctrl-C: what was measured is reported as incomplete, exit 130, and --live has shown it', async () => {
    const { url, seen } = await target(slowly);
    const cwd = scratchFolder();
    const { child, ended } = startCli(
      ['load', 'latency', '--engine', engine, '--target', writeTarget(cwd, url), '--out', 'out', '--live'],
      cwd,
      LONG,
    );
    const page = new Promise<string>((resolve) => {
      child.stdout?.on('data', (chunk) => {
        const [found] = /(?<=live page.*)http:\S+/.exec(String(chunk)) ?? [];
        if (found !== undefined) resolve(found);
      });
    });
    await until(() => seen.length >= 10, { child, ended });
    const events = await fetch(new URL('events', await page));
    child.kill('SIGINT');
    const { code, stdout } = await ended;
    expect(code).toBe(130);
    expect(await events.text()).toMatch(/"script":"latency".*"p95Ms":\d[\s\S]*event: end\ndata: \{"title":"INCOMPLETE/);
    expect(stdout).toContain('interrupted');
    const results = readResults(join(cwd, 'out'));
    expect(results).toMatchObject({ verdict: 'interrupted', exitCode: 130, run: { complete: false } });
    expect(results.load[0]).toMatchObject({ complete: false });
    // One of the ten is the request before the script, and k6 cuts what is in flight.
    expect(results.load[0]?.latency?.requests).toBeGreaterThanOrEqual(7);
    expect(readFileSync(join(cwd, 'out', 'index.html'), 'utf8')).toContain('INCOMPLETE');
  });
});

describe('what came of a run', () => {
  it('a threshold that does not hold ends 1 and is named', async () => {
    const { url } = await target((response) =>
      response.writeHead(400).end('{"error_message":"BAD_ARGUMENTS:biz_no","request_id":"r","time_used":0}'),
    );
    const cwd = scratchFolder();
    const { code, stdout } = await runHere(
      ['load', 'smoke', '--engine', 'node', '--target', writeTarget(cwd, url), '--out', 'out'],
      cwd,
    );
    expect(code).toBe(1);
    expect(stdout).toContain('threshold facegate_ok: rate>=1 does not hold: 0');
    expect(readResults(join(cwd, 'out'))).toMatchObject({ verdict: 'failed', exitCode: 1 });
  });

  it('a dead port ends 3, with a report', async () => {
    const cwd = scratchFolder();
    const file = writeTarget(cwd, 'http://127.0.0.1:1');
    const { code, stdout } = await runHere(['load', 'smoke', '--engine', 'node', '-t', file, '--out', 'out'], cwd);
    expect(code).toBe(3);
    expect(stdout).toContain('nothing listens there');
    const notRun = expect.stringContaining('nothing listens there');
    expect(readResults(join(cwd, 'out'))).toMatchObject({
      verdict: 'unreachable',
      load: [{ kind: 'smoke', notRun }],
      run: { complete: false },
    });
    expect(stdout).not.toContain('standing');
  });

  it('a target that takes connections and answers nothing ends 3', async () => {
    const { url } = await target((response) => response.socket?.destroy());
    const cwd = scratchFolder();
    const file = writeTarget(cwd, url);
    const { code, stdout } = await runHere(['load', 'smoke', '--engine', 'node', '-t', file, '--out', 'out'], cwd);
    expect(code).toBe(3);
    expect(stdout).toContain('none of 5 requests of smoke was answered');
  });

  it('a second Ctrl-C ends the program without waiting for what is in flight', async () => {
    let requests = 0;
    // The request before the script is answered: it would be waited for.
    const { url, seen } = await target((response) => {
      requests += 1;
      if (requests === 1) response.end(TOKEN);
    });
    const cwd = scratchFolder();
    const args = ['load', 'latency', '--engine', 'node', '--target', writeTarget(cwd, url)];
    const { child, ended } = startCli(args, cwd, LONG);
    const said = new Promise<void>((resolve) => {
      child.stderr?.on('data', (chunk) => String(chunk).includes('interrupted') && resolve());
    });
    await until(() => seen.length >= 3, { child, ended });
    child.kill('SIGINT');
    await said;
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
  });
});

describe('wrong settings end 2 and send nothing', () => {
  it.each([
    ['an unknown script', ['smok'], {}, 'there is no such script; there are: smoke, latency, limit'],
    ['a file that is not there', ['./mine.ts'], {}, 'there is no such file'],
    ['an option that the node engine lacks', ['smoke', '--', '--nope'], {}, '--nope: this k6 flag is unknown'],
    ['a secret on the command line', ['smoke', '--', '-e', 'FACEGATE_API_SECRET=x'], {}, 'do not belong on a command'],
    ['a value of no use', ['latency'], { FACEGATE_RATE: 'fast' }, 'FACEGATE_RATE is "fast"; expected a number'],
    ['a k6 that is none', ['smoke', '--engine', 'k6'], { FACEGATE_K6: '/dev/null' }, 'FACEGATE_K6 names no program'],
    ['pods without an export', ['smoke', '--parallelism', '2'], {}, '--parallelism is for --export k8s'],
  ])('%s', async (_what, args, env: Record<string, string>, said) => {
    const engine = args.includes('--engine') ? [] : ['--engine', 'node'];
    const { code, stderr } = await runHere(['load', ...engine, ...args], scratchFolder(), env);
    expect(stderr).toContain(said);
    expect(code).toBe(2);
  });

  it('a script whose request cannot be waited for, with its place and the cure', async () => {
    const cwd = scratchFolder();
    writeFileSync(
      join(cwd, 'mine.ts'),
      "import http from 'k6/http';\nconst o = { get it() { return http.get('http://127.0.0.1:1'); } };\nexport default () => o.it;\n",
    );
    const { code, stderr } = await runHere(['load', 'mine.ts', '--engine', 'node'], cwd);
    expect(code).toBe(2);
    expect(stderr).toMatch(/mine\.ts:2:\d+: http\.get\(\) cannot wait in the getter "it": make it a method/);
  });

  it.each(['ramp', 'spike', 'limit'])('%s against the network without leave', async (script) => {
    const cwd = scratchFolder();
    const file = writeTarget(cwd, 'https://192.0.2.1');
    const env = script === 'limit' ? { FACEGATE_MODE: 'saturate' } : {};
    const { code, stderr } = await runHere(['load', script, '--engine', 'node', '-t', file], cwd, env);
    expect(code).toBe(2);
    expect(stderr).toContain('is not this machine; agree on it with its owner, then give --saturate');
  });
});

describe('the budget of the target', () => {
  it('is held against what the script would send, before it sends any of it', async () => {
    const { url, seen } = await target();
    const cwd = scratchFolder();
    // One of them is the request that is sent first, to see whether the target is there.
    const file = writeTarget(cwd, url, 'budget: { requests: 5 }\n');
    const { code, stdout } = await runHere(['load', 'smoke', '--engine', 'node', '-t', file, '--out', 'out'], cwd);
    expect(code).toBe(2);
    expect(stdout).toContain('the script would send 5 requests, and 4 are left of the budget');
    expect(seen.length).toBeLessThanOrEqual(1);
  });
});

describe('a script of the user', () => {
  const SCRIPT = `import { check } from 'k6';
import http from 'k6/http';
export const options = { scenarios: { own: { executor: 'shared-iterations', iterations: 3 } }, thresholds: { checks: ['rate==1'] } };
export default async function () {
  check(await http.asyncRequest('GET', __ENV.FACEGATE_URL + '/'), { answered: ({ status }) => status === Number(__ENV.STATUS) });
}
export function handleSummary(data) {
  return { stdout: 'my own words', 'own/summary.json': JSON.stringify(data.metrics.http_reqs.values) };
}
`;

  it("runs with k6's options, and its files are written where it says", async () => {
    const { url, seen } = await target();
    const cwd = scratchFolder();
    writeFileSync(join(cwd, 'own.ts'), SCRIPT);
    const more = [
      '--',
      '--iterations',
      '4',
      '-e',
      'STATUS=200',
      '--summary-export',
      'export.json',
      '--out',
      'json=points.json',
    ];
    const { code, stdout } = await runHere(
      ['load', 'own.ts', '--engine', 'node', '-t', writeTarget(cwd, url), '--out', 'out', ...more],
      cwd,
    );
    expect([code, seen.length]).toEqual([0, 4]);
    expect(stdout).toContain('my own words');
    expect(JSON.parse(readFileSync(join(cwd, 'own', 'summary.json'), 'utf8'))).toMatchObject({ count: 4 });
    expect(JSON.parse(readFileSync(join(cwd, 'export.json'), 'utf8')).metrics.http_reqs.count).toBe(4);
    const points = readFileSync(join(cwd, 'points.json'), 'utf8').trim().split('\n');
    expect(points.filter((line) => JSON.parse(line).metric === 'http_reqs' && line.includes('"Point"'))).toHaveLength(
      4,
    );
    expect(readResults(join(cwd, 'out')).load[0]).toMatchObject({ kind: 'script', script: 'own.ts' });
  });
});

describe('secrets', () => {
  it('reach no file and no screen, even when the target answers with nothing else', async () => {
    const secret = 'CANARY_SECRET_ZX9';
    const { url } = await target((response) =>
      response.writeHead(400).end(`{"error_message":"${secret}: ${secret}","request_id":"${secret}","time_used":0}`),
    );
    const cwd = scratchFolder();
    const file = writeTarget(cwd, url, '', secret);
    const more = ['--', '--out', 'json=points.json'];
    const { stdout, stderr } = await runHere(
      ['load', 'smoke', '--engine', 'node', '-t', file, '--out', 'out', ...more],
      cwd,
    );
    const written = [
      ...filesBelow(join(cwd, 'out')).map(({ bytes }) => bytes.toString('latin1')),
      readFileSync(join(cwd, 'points.json'), 'latin1'),
    ];
    for (const text of [...written, stdout, stderr]) expect(text.includes(secret)).toBe(false);
    expect(readFileSync(join(cwd, 'points.json'), 'utf8')).toContain('redacted:api_secret');
  });
});

describe('the export to Kubernetes', () => {
  it('prints manifests that hold the script, the options and no secret; nothing is sent', async () => {
    const cwd = scratchFolder();
    const file = writeTarget(cwd, 'https://192.0.2.1', 'budget: { requests: 5000 }\n', 's3cr3t-of-the-account');
    const { code, stdout, stderr } = await runHere(
      ['load', 'latency', '--export', 'k8s', '--parallelism', '4', '-t', file],
      cwd,
      { FACEGATE_RATE: '40', FACEGATE_DURATION: '1m' },
    );
    expect(code).toBe(0);
    const [configMap, testRun] = parseAllDocuments(stdout).map((document) => document.toJS());
    expect(Object.keys(configMap.data)).toEqual(['latency.js']);
    expect(testRun.spec).toMatchObject({
      parallelism: 4,
      runner: { envFrom: [{ secretRef: { name: 'facegate-account' } }] },
    });
    expect(testRun.spec.runner.env).toContainEqual({ name: 'FACEGATE_RATE', value: '40' });
    expect(stdout + stderr).not.toContain('s3cr3t');
    expect(stderr).toContain('kubectl apply');
  });

  it.skipIf(K6 === undefined).each([
    ['passes each variable on, and no secret', true],
    ['passes none on, as before 2026', false],
  ])('can be inspected by an operator that %s', async (_what, passesOn) => {
    const cwd = scratchFolder();
    const file = writeTarget(cwd, 'https://192.0.2.1');
    const { stdout } = await runHere(['load', 'latency', '--export', 'k8s', '-t', file], cwd);
    const [configMap, testRun] = parseAllDocuments(stdout).map((document) => document.toJS());
    writeFileSync(join(cwd, 'latency.js'), configMap.data['latency.js']);
    const env: { name: string; value: string }[] = testRun.spec.runner.env;
    const passed = passesOn ? env.flatMap(({ name, value }) => ['-e', `${name}=${value}`]) : [];
    const k6 = (...args: string[]) =>
      spawnSync(K6!, args, {
        cwd,
        encoding: 'utf8',
        env: passesOn ? {} : Object.fromEntries(env.map(({ name, value }) => [name, value])),
      });
    expect(k6('archive', 'latency.js', ...passed, '-O', 'latency.tar').stderr).not.toContain('level=error');
    expect(JSON.parse(k6('inspect', '--execution-requirements', 'latency.tar').stdout)).toMatchObject({ maxVUs: 20 });
  });

  it('is refused for a target on this machine', async () => {
    const cwd = scratchFolder();
    const file = writeTarget(cwd, 'http://127.0.0.1:9');
    const { code, stdout, stderr } = await runHere(['load', 'latency', '--export', 'k8s', '-t', file], cwd);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('is this machine')]);
  });

  it('no pod is left without a virtual user, and no secret gets in by an option or a script', async () => {
    const cwd = scratchFolder();
    const file = writeTarget(cwd, 'https://192.0.2.1', '', 's3cr3t-of-the-account');
    const smoke = await runHere(['load', 'smoke', '--export', 'k8s', '--parallelism', '2', '-t', file], cwd);
    expect([smoke.code, smoke.stderr]).toEqual([2, expect.stringContaining('smoke has 1 virtual user, and each pod')]);
    const env = { FACEGATE_RETURN_URL: 'https://x.example/s3cr3t-of-the-account' };
    const leaky = await runHere(['load', 'latency', '--export', 'k8s', '-t', file], cwd, env);
    expect([leaky.code, leaky.stdout]).toEqual([2, '']);
    expect(leaky.stderr).toContain('stands in an option or in the script itself');
    expect(leaky.stderr).not.toContain('s3cr3t');
  });

  it('keeps the budget', async () => {
    const cwd = scratchFolder();
    const file = writeTarget(cwd, 'https://192.0.2.1', 'budget: { requests: 50 }\n');
    const over = await runHere(['load', 'latency', '--export', 'k8s', '-t', file], cwd);
    expect([over.code, over.stderr]).toEqual([2, expect.stringContaining('50 are left of the budget')]);
  });
});
