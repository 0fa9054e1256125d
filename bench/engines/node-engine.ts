import { runLoad } from '../../src/k6/run.js';

/** One run of the node engine in a process of its own, on one thread: script, VUs, seconds. Prints what handleSummary says. */
const [script, vus, seconds] = process.argv.slice(2);
const outcome = await runLoad({
  script: script!,
  env: { BENCH_URL: process.env.BENCH_URL! },
  args: ['--vus', vus!, '--duration', `${seconds}s`],
  workers: 1,
});
if (outcome.exitCode !== 0) throw new Error(outcome.cause.join('\n'));
process.stdout.write(outcome.handleSummaryFiles.stdout!);
