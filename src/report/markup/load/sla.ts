import type { ObjectiveRecord, SlaRecord } from '../../../records/load-types.js';
import { count, percent } from '../../format.js';
import { objectiveBounds, objectiveValue } from '../../load/interval.js';
import type { Texts } from '../../texts.js';
import { type Content, type Html, html, value } from '../tag.js';
import { drawTable } from './table.js';
import { verdictMark } from './verdict-mark.js';

function needed({ samplesNeeded }: ObjectiveRecord, isVoid: boolean, { load }: Texts): string {
  if (samplesNeeded === null) return isVoid ? load.sla.again : load.sla.never;
  return samplesNeeded === 0 ? load.sla.decided : count(samplesNeeded);
}

function row(objective: ObjectiveRecord, isVoid: boolean, texts: Texts): Content[] {
  const { load } = texts;
  const { measured, samples, broken, verdict } = objective;
  const nothing = samples === 0 ? load.sla.none : load.sla.unanswered;
  return [
    html`<b>${value(objective.objective)}</b>`,
    verdictMark(verdict, texts),
    measured === null ? nothing : objectiveValue(measured, objective),
    objectiveBounds(objective, texts),
    count(samples),
    count(broken),
    needed(objective, isVoid, texts),
  ];
}

/** The promises of an agreement, what was measured of each, and what keeps the run from proving them. */
export function slaPart(sla: SlaRecord, texts: Texts): Html {
  const { sla: words } = texts.load;
  const sure = percent(sla.confidence);
  const number = (head: string) => ({ head, number: true });
  const columns = [
    { head: words.promise },
    { head: words.verdict },
    number(words.measured),
    number(words.interval(sure)),
    number(words.samples),
    number(words.broken),
    number(words.needed),
  ];
  const voids =
    sla.voids.length === 0
      ? null
      : html`<div class="voids"><h3>${words.voids}</h3><ul>${sla.voids.map((why) => html`<li>${value(why)}</li>`)}</ul></div>`;
  return html`<h3 class="part-head">${words.heading(sure)}</h3>${drawTable(
    columns,
    sla.objectives.map((objective) => row(objective, sla.voids.length > 0, texts)),
    'objectives',
  )}${voids}
`;
}
