import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, describe, expect, it } from 'vitest';
import schema from '../../records/results.schema.json' with { type: 'json' };
import { judgedInTime } from '../../testing/judged-in-time.js';
import { engines } from './engines.fixture.js';
import { readResults, runCli, scratchFolder, startTarget, writeTarget } from './run-cli.fixture.js';
import { runHere } from './run-here.fixture.js';

const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
});

const TOKEN = '{"token":"t","request_id":"r","time_used":0,"expired_time":9999999999}';
/** The first requests after the pre-flight are answered as they should be. */
const GOOD = 12;
/** A stall of about a second lets good answers come too late and arrivals be missed. */
const IN_TIME = { toleratesMs: 300, counts: 'worst stall' } as const;
const SHORT = { FACEGATE_RATE: '20', FACEGATE_WARMUP: '0s', FACEGATE_DURATION: '2s', FACEGATE_TIMEOUT: '1s' };

/** Answers that are garbage come then, and as many never, before nothing listens any more. */
const GARBLED = 8;

/** One fault after the other. */
function inEveryWay(): (response: ServerResponse, leave: () => void) => void {
  let met = 0;
  return (response, leave) => {
    met += 1;
    if (met <= GARBLED) response.end('<html>\u0000</html>');
    else if (met > 2 * GARBLED) {
      leave();
      response.socket?.destroy();
    }
  };
}

/** A target that is well for a while, then does what it is told to. */
async function failing(fault: (response: ServerResponse, leave: () => void) => void): Promise<string> {
  let seen = 0;
  const started = await startTarget((_, response) => {
    seen += 1;
    if (seen <= 1 + GOOD) response.end(TOKEN);
    else fault(response, started.leave);
  });
  closing.push(started.close);
  return started.url;
}

describe.each(engines())(
  'a target that fails in mid-run, engine %s (k6 needs FACEGATE_K6 or a k6 on the PATH)',
  (engine, available) => {
    const when = available ? it : it.skip;

    when('answers garbage, hangs and dies: exit 1, everything that was measured in a valid report', (context) =>
      judgedInTime(context, IN_TIME, async () => {
        const cwd = scratchFolder();
        const file = writeTarget(cwd, await failing(inEveryWay()));
        const { code, stdout } = await runCli(
          ['load', 'latency', '--engine', engine, '-t', file, '--out', 'out'],
          cwd,
          SHORT,
        );
        const results = readResults(join(cwd, 'out'));
        const validate = new Ajv({ allErrors: true, validateFormats: false }).compile(schema);
        expect(validate(results), JSON.stringify(validate.errors)).toBe(true);
        expect([code, results.verdict]).toEqual([1, 'failed']);
        const { outcomes, requests = 0, dropped = 0 } = results.load[0]?.latency ?? {};
        expect(outcomes).toMatchObject({ ok: GOOD, garbled: GARBLED, unanswered: requests - GOOD - GARBLED });
        // All arrivals of two seconds are accounted for.
        expect(requests + dropped).toBeGreaterThanOrEqual(40);
        const told = `of ${requests} requests ${requests - GOOD - GARBLED} unanswered, ${GARBLED} garbled`;
        expect(stdout).toMatch(new RegExp(`rate>=0.99 does not hold: 0\\.\\d+ \\(${told}\\)`));
      }),
    );

    when('the same by an agreement: broken, not undecided', async () => {
      const cwd = scratchFolder();
      writeFileSync(join(cwd, 'sla.yaml'), 'availability: 90\nrate: 20\nduration: 2s\nwarmup: 0s\n');
      const file = writeTarget(cwd, await failing((response) => response.socket?.resetAndDestroy()));
      const { code } = await runHere(['sla', '--sla', 'sla.yaml', '--engine', engine, '-t', file, '--out', 'out'], cwd);
      expect(code).toBe(1);
      expect(readResults(join(cwd, 'out')).load[0]?.sla?.objectives[0]).toMatchObject({ verdict: 'fail' });
    });
  },
);

describe('what cannot be written', () => {
  const answering = () => failing((response) => response.end(TOKEN));

  it('the page: exit 2, and the verdict is still told', async () => {
    const cwd = scratchFolder();
    // In the way only once the run has begun: a folder that holds anything before is not written to.
    const started = await startTarget((_, response) => {
      mkdirSync(join(cwd, 'out', 'index.html'), { recursive: true });
      response.end(TOKEN);
    });
    closing.push(started.close);
    const file = writeTarget(cwd, started.url);
    const args = ['load', 'smoke', '--engine', 'node', '-t', file, '--out', 'out'];
    const { code, stdout, stderr } = await runHere(args, cwd);
    expect(code).toBe(2);
    expect(stderr).toContain('index.html: could not be written: a folder stands where the file should go');
    expect(stdout).toContain('95 % of requests answer within');
  });

  // The device that is always full is Linux's own.
  const onLinux = existsSync('/dev/full') ? it : it.skip;

  onLinux(
    'samples on a full disk (needs /dev/full): exit 2, incomplete, and what was measured is reported',
    async () => {
      const cwd = scratchFolder();
      const file = writeTarget(cwd, await answering());
      const args = ['load', 'latency', '--engine', 'node', '-t', file, '--out', 'out', '--', '--out', 'json=/dev/full'];
      const { code, stdout } = await runHere(args, cwd, SHORT);
      expect(code).toBe(2);
      expect(stdout).toContain('no space is left on the disk');
      const results = readResults(join(cwd, 'out'));
      expect(results).toMatchObject({ run: { complete: false }, load: [{ complete: false }] });
      expect(results.load[0]?.latency?.requests).toBeGreaterThan(0);
      expect(readFileSync(join(cwd, 'out', 'index.html'), 'utf8')).toContain('INCOMPLETE');
    },
  );
});

describe('the pre-flight of a command that measures: one request, then the cause', () => {
  it.each([
    // what answers                                                       by whom it is asked, exit code, what is said
    [
      403,
      '{"error_message":"AUTHENTICATION_ERROR","request_id":"r","time_used":0}',
      [
        ['load', 'smoke', '--engine', 'node'],
        ['limit', '--engine', 'node'],
      ],
      2,
      'account full is refused (403 AUTHENTICATION_ERROR): check the pair',
    ],
    [
      501,
      '<title>Error response</title>',
      [
        ['sla', '--sla', 'sla.yaml', '--engine', 'node'],
        ['watch', '--every', '1s', '--for', '2s'],
      ],
      3,
      '/faceid/liveness/v2/get_token is not the API: it answers 501',
    ],
  ])('%i %s', async (status, body, commands, exitCode, said) => {
    let requests = 0;
    const started = await startTarget((_, response) => {
      requests += 1;
      response.writeHead(status).end(body);
    });
    closing.push(started.close);
    for (const command of commands) {
      const cwd = scratchFolder();
      writeFileSync(join(cwd, 'sla.yaml'), 'availability: 90\nrate: 20\nduration: 2s\nwarmup: 0s\n');
      requests = 0;
      const { code, stdout, stderr } = await runHere([...command, '-t', writeTarget(cwd, started.url)], cwd);
      expect([command[0], code, requests]).toEqual([command[0], exitCode, 1]);
      expect(stdout + stderr).toContain(said);
    }
  });
});
