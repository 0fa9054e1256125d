import type { LoadRecord, ObjectiveRecord } from '../../records/load-types.js';
import { terminalLine } from '../escape.js';
import { count, duration } from '../format.js';
import { type Paint, table } from '../terminal.js';
import type { Texts } from '../texts.js';
import type { Tone } from '../tone.js';
import { findingOf } from './finding.js';
import { objectiveBounds, objectiveValue } from './interval.js';
import { measured } from './measured.js';

const INK = { ok: 'green', bad: 'red', warn: 'yellow' } as const satisfies Record<Tone, string>;
const SIGN = { ok: '✓', bad: '✕', warn: '?' } as const satisfies Record<Tone, string>;
const VERDICT_TONE = { pass: 'ok', fail: 'bad', inconclusive: 'warn' } as const;

function objectiveRow(objective: ObjectiveRecord, isVoid: boolean, texts: Texts): string[] {
  const { load } = texts;
  const { measured, verdict, samples, samplesNeeded } = objective;
  const open = verdict === 'inconclusive' && samplesNeeded !== 0;
  return [
    SIGN[VERDICT_TONE[verdict]],
    objective.objective,
    measured === null ? '–' : objectiveValue(measured, objective),
    `[${objectiveBounds(objective, texts)}]`,
    `n = ${count(samples)}`,
    `${load.verdict[verdict]}${open ? `, ${load.sla.reason(samplesNeeded, isVoid)}` : ''}`,
  ];
}

function objectives({ sla }: LoadRecord, paint: Paint, texts: Texts): string[] {
  if (sla === null) return [];
  const sides = ['left', 'left', 'right', 'left', 'left', 'left'] as const;
  return table(
    sides.map((align) => ({ align })),
    sla.objectives.map((objective) => objectiveRow(objective, sla.voids.length > 0, texts)),
    (row, text) => paint(INK[VERDICT_TONE[sla.objectives[row]!.verdict]], text),
  ).map((line) => `    ${line}`);
}

/** Whether there is nothing to say against a load run. */
export function isSound(record: LoadRecord, texts: Texts): boolean {
  const { tone, more } = findingOf(record, texts);
  return tone === 'ok' && more.every((one) => one.tone === 'ok');
}

/** A load run in the terminal: what ran, what it showed, what went wrong besides, and a line for each promise. */
export function terminalLines(record: LoadRecord, paint: Paint, texts: Texts): string[] {
  const { kind, script, engine, engineVersion, durationMs, sla, notRun, latency, watch } = record;
  const { tone, text, more } = findingOf(record, texts);
  const about = notRun === '' ? `${script} · ${engine} ${engineVersion} · ${duration(durationMs)}` : script;
  const wrong = more.filter((one) => one.tone !== 'ok');
  return [
    `  ${texts.load.kind[kind]}  ${paint('dim', terminalLine(about))}`,
    `  ${paint(INK[tone], `${SIGN[tone]} ${terminalLine(text)}`)}`,
    ...wrong.map((one) => `  ${paint(INK[one.tone], `${SIGN[one.tone]} ${terminalLine(one.text)}`)}`),
    ...(latency === null ? [] : [`    ${paint('dim', terminalLine(measured(latency, watch, texts).join(' · ')))}`]),
    ...objectives(record, paint, texts),
    ...(sla?.voids ?? []).slice(1).map((why) => `    ${paint('yellow', terminalLine(why))}`),
  ];
}
