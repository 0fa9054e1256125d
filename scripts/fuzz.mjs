// Sends seeded forms to the emulator and takes seeded answers through judge, sweeps and report: many more than `npm test`.
// Usage: npm run fuzz -- [HOW MANY] [SEED]; by default 30,000, a sixth of them answers, from a seed of its own.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [all = 30_000, seed = Date.now() % 1e9] = process.argv.slice(2).map(Number);
if (!Number.isInteger(all) || all < 6 || !Number.isInteger(seed)) {
  console.error(`expected a number from 6 on and a seed; found ${process.argv.slice(2).join(' ')}`);
  process.exit(2);
}
const answers = Math.floor(all / 6);
console.log(`${all - answers} forms and ${answers} answers from seed ${seed}`);
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', 'src/testing/fuzz.test.ts', '--testTimeout=3600000'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    FACEGATE_FUZZ_SEED: String(seed),
    FACEGATE_FUZZ_FORMS: String(all - answers),
    FACEGATE_FUZZ_ANSWERS: String(answers),
  },
});
process.exitCode = status ?? 1;
