import { runLoad } from '../../src/k6/run.js';

/** One run of the node engine in a process of its own: script, VUs, seconds, target. Prints what came of it as JSON. */
const [script, vus, seconds, target] = process.argv.slice(2);
const outcome = await runLoad({
  script: script!,
  env: { BENCH_URL: target! },
  args: ['--vus', vus!, '--duration', `${seconds}s`],
  workers: 1,
});
const metrics = outcome.summary?.metrics ?? {};
process.send?.({
  requests: metrics.http_reqs?.values.count ?? 0,
  seconds: (outcome.summary?.state.testRunDurationMs ?? 0) / 1000,
  failed: metrics.http_req_failed?.values.passes ?? 0,
  checked: metrics.checks?.values.passes ?? 0,
  cause: outcome.cause,
  cpuSeconds: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
});
process.disconnect?.();
