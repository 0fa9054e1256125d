import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
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

async function target(): Promise<string> {
  const started = await startTarget((_, response) => {
    response.end('{"token":"t","request_id":"r","time_used":3,"expired_time":9999999999}');
  });
  closing.push(started.close);
  return started.url;
}

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');

describe('facegate watch', () => {
  it('goes on where it was killed, and reports everything by day', async () => {
    const cwd = scratchFolder();
    const file = join(cwd, 'watch.jsonl');
    const watch = ['watch', '-t', writeTarget(cwd, await target()), '--every', '100ms', '--file', 'watch.jsonl'];
    const { child, ended } = startCli(watch, cwd);
    const samples = () =>
      filesBelow(cwd).some((found) => found.file === file)
        ? linesOf(file).filter((line) => line.includes('"sample"'))
        : [];
    await until(() => samples().length >= 3, { child, ended });
    child.kill('SIGKILL');
    await ended;
    const before = samples().length;
    // What a kill in the middle of a line leaves.
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"type":"sample","at":17`);

    const again = startCli(watch, cwd);
    await until(() => samples().length >= before + 4, again);
    again.child.kill('SIGINT');
    expect((await again.ended).code).toBe(130);

    const report = await runHere(['watch', '--report', '--file', 'watch.jsonl', '--out', 'out'], cwd);
    expect(report.code).toBe(0);
    expect(report.stdout).toMatch(/day \(UTC\) +samples +available/);
    expect(report.stdout).toContain('taken up again once, 1 torn line left out');
    const [record] = readResults(join(cwd, 'out')).load;
    expect(record).toMatchObject({ kind: 'watch', latency: { outcomes: { unanswered: 0 } } });
    const { days = [], hours = [], ...rest } = record?.watch ?? {};
    expect(rest).toMatchObject({ resumed: 1, torn: 1 });
    const sum = (all: readonly { samples: number }[]) => all.reduce((total, { samples }) => total + samples, 0);
    const total = sum(days);
    expect(sum(hours)).toBe(total);
    expect(readFileSync(join(cwd, 'out', 'index.html'), 'utf8')).toContain('By day');
    expect(total).toBe(record?.latency?.requests);
    expect(total).toBeGreaterThanOrEqual(before + 3);
  });

  it('refuses to mix another configuration into a file', async () => {
    const cwd = scratchFolder();
    const file = writeTarget(cwd, await target());
    const first = await runHere(['watch', '-t', file, '--every', '50ms', '--for', '200ms', '--file', 'w.jsonl'], cwd);
    expect(first.code).toBe(0);
    const lines = linesOf(join(cwd, 'w.jsonl'));
    const other = await runHere(['watch', '-t', file, '--every', '1s', '--for', '2s', '--file', 'w.jsonl'], cwd);
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('must not be mixed: give another --file')]);
    expect(linesOf(join(cwd, 'w.jsonl'))).toEqual(lines);
  });

  it('judges by an agreement, and keeps the key out of its file', async () => {
    const cwd = scratchFolder();
    // Five samples without a failure prove 50 %.
    writeFileSync(join(cwd, 'sla.yaml'), 'availability: 50\n');
    const args = ['--every', '100ms', '--for', '4s', '--sla', 'sla.yaml', '--out', 'out'];
    const { code, stdout } = await runHere(['watch', '-t', writeTarget(cwd, await target()), ...args], cwd);
    expect(stdout).toMatch(/availability ≥ 50 % .*kept/);
    expect(code).toBe(0);
    const results = readResults(join(cwd, 'out'));
    const validate = new Ajv({ allErrors: true, validateFormats: false }).compile(schema);
    expect(validate(results), JSON.stringify(validate.errors)).toBe(true);
    expect(results.run.command).toEqual(expect.arrayContaining(['--report', '--sla', 'sla.yaml']));
    expect(results.load[0]?.watch?.days[0]).toMatchObject({ availability: 100, verdict: 'pass' });
    const { startedAt, finishedAt } = results.run;
    expect({ startedAt, durationMs: Date.parse(finishedAt) - Date.parse(startedAt) }).toMatchObject({
      startedAt: results.load[0]?.startedAt,
      durationMs: results.load[0]?.durationMs,
    });
    expect(results.load[0]?.durationMs).toBeGreaterThan(0);
    expect(readFileSync(join(cwd, 'reports', 'watch-target.jsonl'), 'utf8')).not.toMatch(/k-full|s-full/);
  });

  it('sends a photo along, and does not mix it with samples without', async () => {
    const cwd = scratchFolder();
    const bodies: string[] = [];
    const started = await startTarget((_, response, body) => {
      bodies.push(body.toString('latin1'));
      response.end('{"token":"t","request_id":"r","time_used":3,"expired_time":9999999999}');
    });
    closing.push(started.close);
    const watch = ['watch', '-t', writeTarget(cwd, started.url), '--every', '50ms', '--file', 'w.jsonl'];
    const { code, stdout } = await runHere([...watch, '--for', '200ms', '--photo'], cwd);
    expect(code).toBe(0);
    expect(stdout).toContain('a request with a photo every 0.05 s');
    // The first is the pre-flight, which sends none.
    expect(bodies[0]).not.toContain('image_ref1');
    expect(bodies[1]).toContain('name="image_ref1"; filename="photo.jpg"');
    // The first bytes of every JPEG.
    expect(bodies[1]).toContain('\xff\xd8\xff');
    const without = await runHere([...watch, '--for', '400ms'], cwd);
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('must not be mixed')]);
  });

  it.each([
    ['the embedded emulator', ['-t', 'emulator'], 'watch needs --target with a service that goes on'],
    ['no target', [], 'watch needs --target'],
    ['a report of nothing named', ['--report'], 'watch --report needs --file'],
    ['a time without unit', ['--every', '30'], 'Expected a time with its unit'],
    ['a photo that is not there', ['-t', 'local', '--photo', 'none.jpg'], '--photo none.jpg: cannot be read'],
  ])('%s ends 2', async (_what, args, said) => {
    const { code, stderr } = await runHere(['watch', ...args], scratchFolder());
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  });
});
