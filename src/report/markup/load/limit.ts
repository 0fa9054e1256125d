import type { LimitRecord } from '../../../records/load-types.js';
import { ROUND_SIGN, roundsOf } from '../../charts/staircase.js';
import type { ChartImages } from '../../charts/types.js';
import { count } from '../../format.js';
import type { Texts } from '../../texts.js';
import { type Html, html, value } from '../tag.js';
import { drawFigure, type Figure } from './figure.js';
import { drawTable } from './table.js';

const STYLE = { held: 'accent', refused: 'bad-fill', unknown: 'idle' } as const;
const OUTCOMES = ['held', 'refused', 'unknown'] as const;

/** The rounds of the search in order. */
export function stairs(limit: LimitRecord, { load }: Texts): Figure {
  const { chart, table, round } = load;
  const rounds = roundsOf(limit);
  const number = (head: string) => ({ head, number: true });
  const heading =
    limit.value !== null
      ? chart.stairs(limit.value)
      : limit.high === null
        ? chart.stairsNone(limit.low)
        : chart.stairsOpen(limit.low);
  return {
    kind: 'staircase',
    heading,
    note: chart.stairsNote,
    alt: chart.stairsAlt,
    keys: OUTCOMES.filter((outcome) => rounds.some((one) => one.outcome === outcome)).map((outcome) => ({
      style: STYLE[outcome],
      name: `${ROUND_SIGN[outcome]} ${round[outcome]}`,
    })),
    numbers: drawTable(
      [
        number(table.round),
        { head: table.purpose },
        ...[table.rest, table.level, table.reached, table.shown, table.accepted, table.refused, table.unknown].map(
          number,
        ),
        { head: table.outcome },
      ],
      limit.staircase.map((step, index) => [
        count(index + 1),
        value(step.purpose),
        ...[
          Math.round(step.restMs),
          step.level,
          step.reached,
          step.shown,
          step.accepted,
          step.refused,
          step.unknown,
        ].map(count),
        round[step.outcome],
      ]),
    ),
  };
}

/** The search for the limit: its staircase, and what its finding rests on. */
export function limitPart(limit: LimitRecord, images: ChartImages, texts: Texts): Html {
  const { load } = texts;
  const facts = [
    load.measured.cost(limit.probes, limit.requests),
    load.measured.inFlight(limit.reached, limit.shown, limit.atServer),
    ...(limit.stopped === '' ? [] : [limit.stopped]),
  ];
  const lines = [...limit.evidence, ...facts].map((line) => html`<li>${value(line)}</li>`);
  const figure = limit.staircase.length === 0 ? null : drawFigure(stairs(limit, texts), images.staircase, texts);
  return html`<div class="limit">${figure}<div class="evidence"><h3>${load.evidence}</h3><ul>${lines}</ul></div></div>
`;
}
