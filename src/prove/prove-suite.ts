import { survivors as ofCallbacks } from '../../contracts/callbacks/survivors.js';
import { survivors as ofGetToken } from '../../contracts/get-token/survivors.js';
import { contracts } from '../../contracts/index.js';
import { openStage } from '../conformance/harness/flow-stage.js';
import type { FlowStage } from '../conformance/harness/flow-tools.js';
import { openPhotos } from '../conformance/harness/photo-source.js';
import type { PlannedScenario } from '../conformance/scenario/check.js';
import type { Survivor } from '../contract/survivor.js';
import { type Break, nameOf } from '../emulator/breaks/break.js';
import { BREAK_KINDS } from '../emulator/breaks/kinds.js';
import { breaks as everyBreak } from '../emulator/breaks/list.js';
import type { RealPhotoInspector } from '../emulator/photos/inspector.js';
import { startReceiver } from '../flow/callback-receiver.js';
import { noFlow } from '../flow/settings.js';
import { FLOW_TIMES } from '../flow/times.js';
import type { LoadProofRecord, ProofRecord } from '../records/proof-types.js';
import { problemsOf } from './judge-proof.js';
import { plainStage } from './plain-walk.js';
import { planTrials } from './plan-trials.js';
import { type Progress, runProof, withoutPictures } from './run-proof.js';

/** Every break that a page leaves open. */
export const listedSurvivors: readonly Survivor[] = [...ofGetToken, ...ofCallbacks];

/** What a proof is made with. */
export interface ProofJob {
  readonly breaks: readonly Break[];
  readonly scenarios: readonly PlannedScenario[];
  readonly photos: RealPhotoInspector;
  readonly imageFolders: readonly string[];
  /** Program of the browser; empty: every flow is walked without one. */
  readonly browserPath: string;
  readonly sandbox: boolean;
  readonly seed: number;
  readonly load: readonly LoadProofRecord[];
  readonly progress: Progress;
  readonly stop: AbortSignal;
}

/** Parts of the record of a proof that its trials give. */
export type ProofFindings = Pick<ProofRecord, 'rules' | 'kinds' | 'breaks' | 'load' | 'problems'>;

/** Nothing on this machine takes so long to come; what does not come is not waited for longer. */
const PLAIN_TIMES = { ...FLOW_TIMES, endWithinMs: 10_000, othersWithinMs: 1_500, lateWithinMs: 0, settleMs: 60 };
const BROWSER_TIMES = { ...FLOW_TIMES, othersWithinMs: 4_000, lateWithinMs: 0 };

/** Runs the scenarios against each broken service. */
export async function proveSuite(job: ProofJob): Promise<ProofFindings> {
  const { breaks, scenarios, browserPath, seed, load } = job;
  const settings = { ...noFlow, notRun: '', loopback: true, sandbox: job.sandbox, browserPath };
  const receiver = await startReceiver({ host: '127.0.0.1', ports: [0], publicUrl: '' });
  const plain: FlowStage = {
    settings,
    times: PLAIN_TIMES,
    ready: async () => plainStage(receiver),
    close: () => receiver.close(),
  };
  const browser = browserPath === '' ? plain : withoutPictures(openStage(settings, null, BROWSER_TIMES));
  try {
    const whole = breaks.length === everyBreak.length;
    const rules = new Set(breaks.map(({ rule }) => rule));
    const concerned = scenarios.filter(({ scenario }) => scenario.kind !== 'harness');
    const unbroken = whole
      ? concerned
      : concerned.filter(({ scenario }) => rules.has(scenario.rule) || scenario.kind === 'sweep');
    const run = await runProof(
      planTrials(breaks, scenarios),
      unbroken,
      listedSurvivors,
      {
        contracts,
        photos: job.photos,
        photoSource: openPhotos(job.imageFolders),
        plain,
        browser,
        photosUnavailable: '',
        seed,
      },
      job.progress,
      job.stop,
    );
    const used = new Set<string>(breaks.map(({ kind }) => kind));
    const interrupted = job.stop.aborted;
    return {
      rules: contracts.flatMap((contract) =>
        contract.rules.map(({ id, standing, text }) => ({ id, endpoint: contract.id, standing, text })),
      ),
      kinds: Object.entries(BREAK_KINDS)
        .filter(([kind]) => used.has(kind))
        .map(([kind, text]) => ({ kind, text })),
      breaks: run.breaks,
      load,
      problems: problemsOf(run, { scenarios, survivors: listedSurvivors, whole: whole && !interrupted, load }),
    };
  } finally {
    if (browser !== plain) await browser.close();
    await plain.close();
  }
}

/** The breaks whose rule, or whose whole name, is chosen. */
export function selectBreaks(chooses: (...names: string[]) => boolean): Break[] {
  return everyBreak.filter((one) => chooses(one.rule, nameOf(one)));
}
