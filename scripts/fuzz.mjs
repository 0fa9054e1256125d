// Sends seeded forms to the emulator, takes seeded answers through judge, sweeps and report, and compiles seeded k6 scripts:
// many more than `npm test`.
// Usage: npm run fuzz -- [HOW MANY] [SEED]; by default 30,000, a sixth of them answers and a hundredth scripts, from a seed of its own.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILES = ['src/testing/fuzz.test.ts', 'src/k6/conformance/random-programs.test.ts'];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [all = 30_000, seed = Date.now() % 1e9] = process.argv.slice(2).map(Number);
if (!Number.isInteger(all) || all < 6 || !Number.isInteger(seed)) {
  console.error(`expected a number from 6 on and a seed; found ${process.argv.slice(2).join(' ')}`);
  process.exit(2);
}
const answers = Math.floor(all / 6);
const programs = Math.ceil(all / 100);
const forms = all - answers - programs;
console.log(`${forms} forms, ${answers} answers and ${programs} scripts from seed ${seed}`);
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', ...FILES, '--testTimeout=3600000'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    FACEGATE_FUZZ_SEED: String(seed),
    FACEGATE_FUZZ_FORMS: String(forms),
    FACEGATE_FUZZ_ANSWERS: String(answers),
    FACEGATE_FUZZ_PROGRAMS: String(programs),
  },
});
process.exitCode = status ?? 1;
