// Runs every test and ends with one line that sums them up, whatever the runner's own report looks like.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(join(tmpdir(), 'facegate-tests-'));
const summary = join(scratch, 'summary.json');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${summary}`];
const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});

let line = '0 passed, 1 failed';
let ok = false;
try {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = JSON.parse(
    readFileSync(summary, 'utf8'),
  );
  const skipped = numPendingTests + numTodoTests;
  // A file that cannot even be loaded fails no test of its own, but it fails.
  const failed = success || numFailedTests > 0 ? numFailedTests : 1;
  line = `${numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  ok = success && status === 0;
} catch (error) {
  console.error(`the tests ended without a summary: ${error.message}`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(line);
process.exitCode = ok ? 0 : 1;
