import type { Sla } from '../../load/sla-file.js';
import { slaRun } from '../../load/sla-run.js';
import type { Console } from '../../output/console.js';
import type { Redactor } from '../../output/redactor.js';
import type { LoadRecord } from '../../records/load-types.js';
import type { Finding } from '../contract/verdict.js';
import { EXIT } from '../exit-codes.js';
import { type RunFrame, runSeedOf } from '../finish-run.js';
import { remainingOf } from './budget.js';
import type { Engine } from './choose-engine.js';
import { gateSla } from './gate-sla.js';
import { limitOptions } from './limit-options.js';
import { openLoadTarget } from './open-load-target.js';
import { type LoadPart, runLoadPart } from './run-load-part.js';
import { scriptEnvironment } from './script-env.js';
import { packageScript } from './scripts.js';

/** What the load side of the gate is asked to do. */
export interface GateLoad {
  /** As the user named it. */
  readonly target: string;
  readonly engine: Engine;
  /** Undefined: the gate's own. */
  readonly sla: Sla | undefined;
  readonly max: number | undefined;
  readonly saturate: boolean;
  readonly frame: RunFrame;
  readonly env: NodeJS.ProcessEnv;
}

export interface GateLoadRun {
  readonly records: readonly LoadRecord[];
  readonly findings: readonly Finding[];
}

/** Measures latency, then looks for the limit, with what `spent` leaves of the budget. Each is skipped when it may not run. */
export async function runGateLoad(
  request: GateLoad,
  spent: number,
  redactor: Redactor,
  console: Console,
): Promise<GateLoadRun> {
  const { env, frame, engine } = request;
  const { cwd } = frame;
  const { target, close } = await openLoadTarget(request.target, { env, cwd, photos: false });
  try {
    const run = (kind: 'sla' | 'limit', options: Readonly<Record<string, string>>, used: number, sla?: Sla) => {
      const script = packageScript(kind === 'sla' ? 'latency' : 'limit');
      const args = sla === undefined ? [] : slaRun(sla).k6Arguments;
      const runSeed = `${runSeedOf(frame)}${kind.slice(0, 1)}`;
      const scriptEnv = scriptEnvironment({ target, script, env, cwd, photo: undefined, runSeed, options });
      const remaining = remainingOf(target.budget, used);
      const job = { script, kind, engine, env: scriptEnv, args, remaining, sla, cwd };
      return runLoadPart(job, target, redactor, console);
    };
    if ('missing' in target.credentials.full) return { records: [], findings: [] };
    const sla = request.sla ?? gateSla(remainingOf(target.budget, spent), target);
    const latency = await run('sla', slaRun(sla).env, spent, sla);
    if (latency.interrupted) return joined([latency]);

    const script = packageScript('limit');
    const wish = { mode: undefined, max: request.max, budget: undefined, saturate: request.saturate };
    const used = spent + latency.requests;
    const decided = limitOptions(script, target, wish, env, remainingOf(target.budget, used));
    if (decided.kind === 'refused') {
      console.line([{ text: `limit not looked for: ${decided.why}`, style: 'yellow' }]);
      return joined([latency]);
    }
    const limit = await run('limit', decided.options, used);
    return joined([latency, limit]);
  } finally {
    await close();
  }
}

/** What does not fit into the rest of the budget is not the user's mistake here: the contract came first. */
function joined(parts: readonly LoadPart[]): GateLoadRun {
  return {
    records: parts.flatMap(({ record }) => (record === undefined ? [] : [record])),
    findings: parts.flatMap(({ record, findings }) =>
      findings.map(
        (finding): Finding =>
          record === undefined && finding.code === EXIT.usage ? { ...finding, code: EXIT.inconclusive } : finding,
      ),
    ),
  };
}
