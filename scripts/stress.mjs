// Runs tests several times beside busy loops and tells how each run ended: no test may depend on a quiet machine.
// Usage: npm run test:stress -- [RUNS] [LOOPS] [arguments of vitest…]; by default 10 runs beside 8 loops, of every file whose
// outcome a clock has a part in. `--project '*'` runs all files.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MOST_RUNS = 100;
const MOST_LOOPS = 64;
/** A run that takes longer hangs. */
const LONGEST_RUN_MS = 90 * 60_000;
/** A loop ends by itself when this program has ended. */
const LOOP = 'const parent = process.ppid; while (process.ppid === parent) for (let i = 0; i < 1e8; i += 1);';

/** How a test looks at a clock, or at how late the machine is. A date among what it compares is no such look. */
const LOOKS_AT_A_CLOCK = /\b(?:judgedInTime|inTime|startLagMeter|onVirtualClock)\(|\b(?:performance\.now|cpuUsage)\b/;
/** Takes a minute of the processor and looks once. */
const LONG = 'src/cli/e2e/gate.test.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [runs = 10, loops = 8] = process.argv.slice(2, 4).filter(isNumber).map(Number);
const rest = process.argv.slice(2 + process.argv.slice(2, 4).filter(isNumber).length);
if (runs < 1 || runs > MOST_RUNS || loops > MOST_LOOPS) {
  console.error(`expected 1 to ${MOST_RUNS} runs beside 0 to ${MOST_LOOPS} loops; found ${runs} and ${loops}`);
  process.exit(2);
}

const clocked = clockedFiles();
const beside = Array.from({ length: loops }, () => spawn(process.execPath, ['-e', LOOP], { stdio: 'ignore' }));
const logs = mkdtempSync(join(tmpdir(), 'facegate-stress-'));
let passed = 0;
for (let run = 1; run <= runs; run += 1) {
  const begun = Date.now();
  const chosen = rest.length > 0 ? rest : clocked.filter((file) => run === 1 || file !== LONG);
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'test.mjs'), ...chosen], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e9,
    timeout: LONGEST_RUN_MS,
  });
  const last = stdout.trimEnd().split('\n').at(-1);
  console.log(`run ${run}: exit ${status ?? 'none'}, ${Math.round((Date.now() - begun) / 1000)} s, ${last}`);
  if (status === 0) passed += 1;
  else {
    const log = join(logs, `run-${run}.log`);
    writeFileSync(log, stdout + stderr);
    console.log(`  log: ${log}`);
  }
}
for (const loop of beside) loop.kill('SIGKILL');
if (passed === runs) rmSync(logs, { recursive: true });
console.log(`${passed} of ${runs} runs passed beside ${loops} busy loops`);
process.exitCode = passed === runs ? 0 : 1;

function clockedFiles() {
  return ['src', 'load', 'contracts', 'scenarios', 'fixtures']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, file)))
    .filter((file) => file.endsWith('.test.ts') && LOOKS_AT_A_CLOCK.test(readFileSync(join(root, file), 'utf8')));
}

function isNumber(text) {
  return /^\d+$/.test(text);
}
