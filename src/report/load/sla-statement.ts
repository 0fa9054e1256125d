import type { ObjectiveRecord, SlaRecord } from '../../records/load-types.js';
import { percent } from '../format.js';
import type { Texts } from '../texts.js';
import { objectiveInterval, objectiveValue } from './interval.js';
import type { Statement } from './statement.js';

/** What is promised on: `p95`, `availability`. */
export function objectiveName({ percentile }: ObjectiveRecord, { load }: Texts): string {
  return percentile === null ? load.finding.availability : `p${percentile}`;
}

/** An objective with what was measured: `p95 is 212 ms, 300 ms promised (95 % interval 208–217 ms, n = 12,000)`. */
export function objectiveText(objective: ObjectiveRecord, confidence: number, texts: Texts): string {
  const { finding } = texts.load;
  const { measured, target, unit, kind, samples } = objective;
  return finding.objective(
    objectiveName(objective, texts),
    measured === null ? finding.noAnswer : objectiveValue(measured, objective),
    finding.promised(unit === '%' ? percent(target) : objectiveValue(target, objective), kind),
    objectiveInterval(objective, confidence, texts),
    samples,
  );
}

/** The verdict on an agreement, with the objective that decides it. */
export function slaStatement(sla: SlaRecord, texts: Texts): Statement {
  const { finding } = texts.load;
  const { objectives, confidence, voids } = sla;
  const of = (objective: ObjectiveRecord | undefined): string =>
    objective === undefined ? '' : objectiveText(objective, confidence, texts);
  switch (sla.verdict) {
    case 'pass':
      return { tone: 'ok', text: finding.slaKept(of(objectives[0])), brief: finding.slaKeptBrief };
    case 'fail': {
      const broken = objectives.filter(({ verdict }) => verdict === 'fail');
      const names = broken.map(({ objective }) => objective).join(', ');
      return { tone: 'bad', text: finding.slaBroken(of(broken[0])), brief: finding.slaBrokenBrief(names) };
    }
    case 'inconclusive':
      return { tone: 'warn', text: undecided(objectives, voids, texts), brief: finding.slaOpenBrief };
  }
}

function undecided(objectives: readonly ObjectiveRecord[], voids: readonly string[], { load }: Texts): string {
  const { finding } = load;
  const [why] = voids;
  if (why !== undefined) return finding.slaVoid(why);
  const open = objectives.filter(({ verdict }) => verdict === 'inconclusive');
  if (open.every(({ samples }) => samples === 0)) return finding.slaNothing;
  const never = open.find(({ samplesNeeded }) => samplesNeeded === null);
  if (never !== undefined) return finding.slaNever(never.objective);
  return finding.slaOpen(Math.max(...open.map(({ samplesNeeded }) => samplesNeeded ?? 0)));
}
