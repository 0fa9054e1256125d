import { existsSync, readFileSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readResults, scratchFolder, startCli, startTarget, writeTarget } from './run-cli.fixture.js';

const CHUNK = Buffer.alloc(65_536, '<p>x');
const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  large: (response) => response.writeHead(502).end('<p>'.repeat(500_000)),
  deep: (response) => response.end('['.repeat(5_000_000)),
  endless: (response) => {
    const more = () => {
      while (!response.destroyed && response.write(CHUNK));
    };
    response.on('drain', more);
    more();
  },
};
const TOKEN = JSON.stringify({ token: 't', request_id: 'r', time_used: 1, expired_time: 2_000_000_000 });
const MOST_MEMORY_KB = 600_000;

/** The most memory a process has had so far, kB; 0 where the system does not tell. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

describe.each(Object.keys(ANSWERS))('trust row 25: against a server of %s answers', (kind) => {
  it.each([
    ['contract', ['contract', '--rule', 'biz_no.required', '--grep', 'biz_no given', '--workers', '1']],
    ['load', ['load', 'smoke', '--engine', 'node']],
  ])('%s ends by itself in bounded memory, with a report', async (command, args) => {
    let requests = 0;
    const target = await startTarget((_request, response) => {
      requests += 1;
      // To what answers like this from the start, nothing more would be sent.
      if (requests === 1) response.end(TOKEN);
      else ANSWERS[kind]!(response);
    });
    const folder = scratchFolder();
    const out = join(folder, 'out');
    const { child, ended } = startCli([...args, '--target', writeTarget(folder, target.url), '--out', out], folder);
    let peak = 0;
    const look = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid));
    }, 50);
    const { code, stderr } = await ended.finally(() => clearInterval(look));
    target.close();
    expect([1, 3], stderr).toContain(code);
    expect(stderr).not.toContain('defect');
    expect(existsSync(join(out, 'index.html'))).toBe(true);
    expect(peak).toBeLessThan(MOST_MEMORY_KB);
    if (command !== 'contract') return;
    expect(statSync(join(out, 'records.jsonl')).size).toBeLessThan(1_000_000);
    const { actual } = readResults(out).contract.results.find(({ status }) => status === 'failed')!;
    expect(actual).toMatch(/the body (is 1\.5 MB|was cut off after 16 MB|is 5\.0 MB)/);
  });
});
