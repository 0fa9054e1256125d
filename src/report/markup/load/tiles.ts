import type { LoadRecord, ObjectiveRecord, SlaRecord } from '../../../records/load-types.js';
import { count, millis } from '../../format.js';
import { crossedOf, thresholdsOf } from '../../load/finding.js';
import { intervalText, objectiveInterval, objectiveValue } from '../../load/interval.js';
import { limitStatement } from '../../load/limit-statement.js';
import { objectiveName } from '../../load/sla-statement.js';
import type { Texts } from '../../texts.js';
import type { Tone } from '../../tone.js';

/** A figure of the run with what it is. */
export interface Tile {
  readonly figure: string;
  readonly label: string;
  readonly detail: string;
  readonly tone: Tone | '';
}

/** More than this is no glance. */
const MOST = 8;
const VERDICT_TONE = { pass: 'ok', fail: 'bad', inconclusive: 'warn' } as const;

function objectiveTile(objective: ObjectiveRecord, { confidence, voids }: SlaRecord, texts: Texts): Tile {
  const { tile, verdict: verdicts, sla } = texts.load;
  const { measured, verdict, samplesNeeded, samples } = objective;
  const name = objective.percentile === null ? '' : `${objectiveName(objective, texts)} `;
  const open = verdict === 'inconclusive' && samplesNeeded !== 0;
  return {
    figure: `${name}${measured === null ? '–' : objectiveValue(measured, objective)}`,
    label: tile.promised(objective.objective, verdicts[verdict]),
    detail: open
      ? sla.reason(samplesNeeded, voids.length > 0)
      : tile.interval(objectiveInterval(objective, confidence, texts), samples),
    tone: VERDICT_TONE[verdict],
  };
}

function latencyTile({ latency, script }: LoadRecord, texts: Texts): Tile[] {
  const { tile, finding } = texts.load;
  const p95 = latency?.percentiles.find(({ percentile }) => percentile === 95);
  if (latency === null) return [];
  if (p95 === undefined) return [{ figure: '–', label: tile.latency(script), detail: finding.nothing, tone: 'warn' }];
  const interval = intervalText(p95, 95, texts);
  return [
    {
      figure: tile.within('p95', millis(p95.ms)),
      label: tile.latency(script),
      detail: tile.interval(interval, latency.outcomes.ok),
      tone: '',
    },
  ];
}

function tilesOf(record: LoadRecord, texts: Texts): Tile[] {
  const { sla, limit, script, notRun } = record;
  if (notRun !== '') return [];
  const thresholds = thresholdsOf(record);
  const { tile } = texts.load;
  if (sla !== null) return sla.objectives.map((one) => objectiveTile(one, sla, texts));
  if (limit !== null) {
    const { brief, tone } = limitStatement(limit, texts);
    const figure = limit.value === null ? `≥ ${count(limit.low)}` : count(limit.value);
    const detail = limit.value === null ? brief : tile.range(limit.low, limit.high);
    return [{ figure: tile.atOnce(figure), label: tile.limit, detail, tone }];
  }
  const timed = latencyTile(record, texts);
  if (timed.length > 0 || thresholds.length === 0) return timed;
  const held = thresholds.length - crossedOf(record).length;
  return [
    {
      figure: texts.facts.of(held, thresholds.length),
      label: tile.thresholds(script),
      detail: '',
      tone: held === thresholds.length ? 'ok' : 'bad',
    },
  ];
}

/** The tiles of load runs for the head of the report, those of the first runs first. */
export function loadTiles(records: readonly LoadRecord[], texts: Texts): Tile[] {
  return records.flatMap((record) => tilesOf(record, texts)).slice(0, MOST);
}
