import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { judgedInTime } from '../../testing/judged-in-time.js';
import { readResults, runCli, scratchFolder, startTarget, writeTarget } from './run-cli.fixture.js';

const HOUR_MS = 3_600_000;
const STEP_AT = 3;

/** What a process loads first: its time of day is another from when a file is there. */
function steppingClock(byMs: number, flag: string): string {
  return `
import { existsSync } from 'node:fs';
const Right = Date;
const now = () => Right.now() + (existsSync(${JSON.stringify(flag)}) ? ${byMs} : 0);
globalThis.Date = class Date extends Right {
  constructor(...given) { super(...(given.length === 0 ? [now()] : given)); }
  static now() { return now(); }
};`;
}

const NODE = ['--engine', 'node'];
it.for<[words: string[], hours: number, said: string]>([
  [['load', 'smoke', ...NODE], 25, 'forward by 25 h'],
  [['watch', '--every', '200ms', '--for', '1s', '--file', 'w.jsonl'], 25, 'forward by 25 h'],
  [['watch', '--every', '200ms', '--for', '1s', '--file', 'w.jsonl'], -3, 'back by 3 h'],
])(
  'trust row 20: the time of day is set in the middle of %s, by %d h: it is told, and nothing lasted for hours',
  ([words, hours, said], context) =>
    // A watch leaves out the samples that are late: a stall of half its time may leave none after the step.
    judgedInTime(context, { toleratesMs: 400, counts: 'worst stall' }, () => stepped(words, hours, said)),
);

async function stepped(words: readonly string[], hours: number, said: string): Promise<void> {
  const cwd = scratchFolder();
  const flag = join(cwd, 'stepped');
  const clock = join(cwd, 'clock.mjs');
  writeFileSync(clock, steppingClock(hours * HOUR_MS, flag));
  let requests = 0;
  const target = await startTarget((_, response) => {
    requests += 1;
    if (requests === STEP_AT) writeFileSync(flag, '');
    response.end('{"token":"t","request_id":"r","time_used":0,"expired_time":9999999999}');
  });
  const env = { NODE_OPTIONS: `--import ${pathToFileURL(clock)}` };
  const begun = Date.now();
  const { code, stdout, stderr } = await runCli(
    [...words, '--target', writeTarget(cwd, target.url), '--out', 'out'],
    cwd,
    env,
  ).finally(target.close);
  const tookMs = Date.now() - begun;
  expect(requests).toBeGreaterThan(STEP_AT);
  expect(stdout + stderr).toContain(`the clock of this machine was set ${said}`);
  expect(code, stdout + stderr).toBe(0);
  const { run, load } = readResults(join(cwd, 'out'));
  const [record] = load;
  expect(record!.latency!.requests).toBeGreaterThan(STEP_AT);
  // A second is as fine as a report goes; a run of one may lie across the turn of two.
  const most = tookMs + 60_000;
  const lasted = Date.parse(run.finishedAt) - Date.parse(run.startedAt);
  expect(lasted).toBeGreaterThanOrEqual(0);
  expect(lasted).toBeLessThan(most);
  expect(record!.durationMs).toBeLessThan(most);
  if (words[0] !== 'watch') return;
  const times = readFileSync(join(cwd, 'w.jsonl'), 'utf8')
    .split('\n')
    .flatMap((line) => (line.includes('"sample"') ? [(JSON.parse(line) as { at: number }).at] : []));
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(most);
  expect(record!.watch!.hours.length).toBeLessThanOrEqual(2);
}
