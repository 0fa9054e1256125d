import type { Comparison, LimitRange, Measured, SeenChange } from './compare.js';
import { count, millis } from './format.js';
import { boundsText } from './load/interval.js';
import type { Texts } from './texts.js';
import type { Tone } from './tone.js';

/** One change: what changed, how it was and is, and how good that is; `tone` is undefined where that is open. */
export interface ChangeRow {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** A note, e.g. that nothing is shown; empty for none. */
  readonly note: string;
  readonly tone: Tone | undefined;
}

export interface ChangeGroup {
  readonly heading: string;
  readonly rows: readonly ChangeRow[];
}

/** A comparison as rows to show, group by group and without empty ones. */
export function changeGroups(
  { rules, observations, wording, latency, limit }: Comparison,
  texts: Texts,
): ChangeGroup[] {
  const { changes } = texts.history;
  const seen = ({ rule, name, before, after }: SeenChange): ChangeRow => ({
    what: `${rule}: ${name}`,
    before: texts.said(before),
    after: texts.said(after),
    note: '',
    tone: undefined,
  });
  const measured = (one: Measured) => `${millis(one.ms)} [${boundsText(one, texts)}]`;
  const range = ({ low, high }: LimitRange) =>
    high === null ? `≥ ${count(low)}` : high - low <= 1 ? count(low) : `${count(low)}–${count(high)}`;
  const groups: ChangeGroup[] = [
    {
      heading: changes.rules,
      rows: rules.map(({ id, before, after }) => ({
        what: id,
        before: texts.ruleState[before],
        after: texts.ruleState[after],
        note: '',
        tone: after === 'failed' ? 'bad' : before === 'failed' && after === 'passed' ? 'ok' : 'warn',
      })),
    },
    { heading: changes.observations, rows: observations.map(seen) },
    { heading: changes.wording, rows: wording.map(seen) },
    {
      heading: changes.latency,
      rows: latency.map(({ script, percentile, before, after, move }) => ({
        what: changes.percentile(script, percentile),
        before: measured(before),
        after: measured(after),
        note: changes.move[move],
        tone: move === 'higher' ? 'bad' : move === 'lower' ? 'ok' : undefined,
      })),
    },
    {
      heading: changes.limit,
      rows:
        limit === null
          ? []
          : [
              {
                what: changes.inFlight,
                before: range(limit.before),
                after: range(limit.after),
                note: changes.move[limit.move],
                tone: limit.move === 'lower' ? 'bad' : limit.move === 'higher' ? 'ok' : undefined,
              },
            ],
    },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}
