import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { onVirtualClock } from '../../testing/virtual-clock.js';
import type { LoadOutcome } from '../outcome.js';
import { prepareScript } from '../prepare.js';
import { runRealK6 } from '../real-k6.js';
import { runLoadOn } from '../run.js';
import { onWorkers, spawnInline } from '../thread.js';
import { usesNetwork } from './all-cases.js';
import type { Case } from './case.js';
import { startTarget } from './target.js';

/** What a run of a case came to, and what its script printed. */
export interface Ran {
  readonly outcome: LoadOutcome;
  readonly said: string[];
}

/** A target and a folder for the scripts of cases, and each way to run one. */
export interface Stage {
  inThread(wanted: Case): Promise<Ran>;
  onTwoWorkers(wanted: Case): Promise<Ran>;
  onK6(wanted: Case, k6: string): Promise<Ran>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const target = await startTarget();
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  writeFileSync(join(folder, 'data.txt'), 'some text\n');
  let workerCode: Promise<string> | undefined;
  let scripts = 0;

  function begin({ script, beside = {}, args = [], env = {}, stopAfterLines = Number.POSITIVE_INFINITY }: Case) {
    const path = join(folder, `script-${scripts++}.ts`);
    writeFileSync(path, `// @ts-nocheck\n${script}`);
    for (const [name, text] of Object.entries(beside)) {
      mkdirSync(join(folder, dirname(name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const said: string[] = [];
    const stop = new AbortController();
    const options = {
      script: path,
      env: { TARGET: target.url, ...env },
      args,
      signal: stop.signal,
      drainMs: 0,
      onLog: (level: string, text: string) => {
        if (level !== 'info') return;
        said.push(text);
        if (said.length >= stopAfterLines) stop.abort();
      },
    };
    return { path, said, options };
  }

  return {
    async inThread(wanted) {
      const { path, said, options } = begin(wanted);
      const prepared = await prepareScript(path);
      const means = { workers: 1, prepare: async () => prepared, spawn: spawnInline };
      const carryOut = () => runLoadOn(options, means);
      return { outcome: await (usesNetwork(wanted) ? carryOut() : onVirtualClock(carryOut)), said };
    },
    async onTwoWorkers(wanted) {
      const { said, options } = begin(wanted);
      workerCode ??= bundledWorker();
      const code = await workerCode;
      const spawn = onWorkers(() => new Worker(code, { eval: true }));
      const means = { workers: 2, prepare: prepareScript, spawn };
      return { outcome: await runLoadOn(options, means), said };
    },
    async onK6(wanted, k6) {
      const { said, options } = begin(wanted);
      return { outcome: await runRealK6({ ...options, k6 }), said };
    },
    async close() {
      await target.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The engine's worker as one script, which a thread can be started from without the program being compiled. */
export async function bundledWorker(): Promise<string> {
  const entry = fileURLToPath(new URL('../worker.ts', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
  });
  return `(function () {${outputFiles[0]!.text}})();`;
}
