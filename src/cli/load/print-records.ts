import type { Console, Styled } from '../../output/console.js';
import type { LimitRecord, ObjectiveRecord, SlaRecord, SlaVerdict } from '../../records/load-types.js';

const TONE = { pass: 'green', fail: 'red', inconclusive: 'yellow' } as const satisfies Record<SlaVerdict, string>;

/** What a limit search found and what that rests on. */
export function printLimit(limit: LimitRecord | null, console: Console): void {
  if (limit === null) return;
  for (const sentence of limit.evidence) console.line(`  ${sentence}`);
  console.line([{ text: `  ${limit.probes} rounds, ${limit.requests} requests`, style: 'dim' }]);
}

/** Each promise with what was measured and the verdict. */
export function printSla(sla: SlaRecord | null, console: Console): void {
  if (sla === null) return;
  for (const objective of sla.objectives) console.line(objectiveLine(objective, sla.confidence));
  for (const reason of sla.voids) console.line([{ text: `  ${reason}`, style: 'yellow' }]);
}

function objectiveLine(objective: ObjectiveRecord, confidence: number): Styled {
  const { measured, low, high, unit, samples, broken, samplesNeeded, verdict } = objective;
  const seen =
    measured === null
      ? 'not measured'
      : `${figure(measured)} ${unit} (${confidence} % interval ${bound(low)} to ${bound(high)})`;
  const more = (samplesNeeded ?? 0) > 0 ? `, ${samplesNeeded} more samples would decide` : '';
  return [
    `  ${objective.objective}: `,
    { text: verdict, style: TONE[verdict] },
    `, ${seen}, ${broken} of ${samples} over or failed${more}`,
  ];
}

function bound(value: number | null): string {
  return value === null ? 'unbounded' : figure(value);
}

function figure(value: number): string {
  return String(Math.abs(value) < 10 ? Math.round(value * 1000) / 1000 : Math.round(value * 100) / 100);
}
