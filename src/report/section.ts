import type { ChartImages } from './charts/types.js';
import type { Comparison } from './compare.js';
import type { HistoryView } from './history.js';
import type { Html } from './markup/tag.js';
import type { ReportModel } from './model.js';
import type { Texts } from './texts.js';
import type { Tone } from './tone.js';

/** A file of the same run, shown as a link when it stands beside the report. */
export interface ReportLink {
  readonly label: string;
  readonly href: string;
}

/** What every section is drawn from. */
export interface Page {
  readonly model: ReportModel;
  readonly texts: Texts;
  readonly links: readonly ReportLink[];
  /** The charts of each load run, in the order of the runs. */
  readonly charts: readonly ChartImages[];
  /** Ids of the failed scenarios whose rule the run before this one still kept. */
  readonly news: ReadonlySet<string>;
  /** Earlier runs of the target; null where no history is kept. */
  readonly history: HistoryView | null;
  /** What changed against another run, which `other` names; null where none was named. */
  readonly compared: { readonly comparison: Comparison; readonly other: string } | null;
}

/** A part of the report with a heading of its own. */
export interface Section {
  /** Its anchor. */
  readonly id: string;
  readonly heading: string;
  /** Its name in the contents, where the heading is too long for them. */
  readonly contents?: string;
  /** How its heading is coloured. */
  readonly tone?: Tone;
  /** A figure for the contents, e.g. how many failures; empty for none. */
  readonly figure: string;
  readonly body: Html;
  /** Whether it stands open from the beginning; folded without. */
  readonly open?: boolean;
}

/** Draws a section or several; null when there is nothing to show. */
export type SectionRenderer = (page: Page) => Section | readonly Section[] | null;

function anchor(text: string): string {
  return text.replace(/[^\w.-]+/g, '_');
}

/** The anchor of a rule among all rules. */
export function ruleAnchor(id: string): string {
  return `rule-${anchor(id)}`;
}

/** The anchor of a scenario under its rule. */
export function caseAnchor(id: string): string {
  return `case-${anchor(id)}`;
}

/** The anchor of a cause of failure, by its place among all of them, from 0. */
export function causeAnchor(index: number): string {
  return `cause-${index + 1}`;
}
