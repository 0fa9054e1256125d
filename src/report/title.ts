import type { RuleResult } from '../records/types.js';
import { countOf, type ReportModel } from './model.js';
import type { Texts } from './texts.js';

/** How the whole of a run is coloured. */
export type Tone = 'ok' | 'bad' | 'warn';

/** The finding in one line: `text`, then the rules it names. */
export interface Title {
  readonly tone: Tone;
  readonly text: string;
  /** The broken rules to name behind the text, the first few. */
  readonly rules: readonly RuleResult[];
  /** How many broken rules are left unnamed. */
  readonly unnamed: number;
}

const NAMED = 4;

/** Whether the run stopped before its end. */
export function isIncomplete(model: ReportModel): boolean {
  return !model.results.run.complete || model.results.verdict === 'interrupted';
}

function plain(tone: Tone, text: string): Title {
  return { tone, text, rules: [], unnamed: 0 };
}

function naming(text: string, broken: readonly RuleResult[]): Title {
  return { tone: 'bad', text, rules: broken.slice(0, NAMED), unnamed: Math.max(0, broken.length - NAMED) };
}

function passed(model: ReportModel, texts: Texts): Title {
  const { byStatus, judged } = model.rules;
  if (judged === 0) return plain('warn', texts.title.nothing);
  const parts = [
    texts.title.kept(byStatus.passed, judged),
    byStatus.waived > 0 ? texts.title.deviations(byStatus.waived) : '',
    byStatus['not-run'] > 0 ? texts.title.notTried(byStatus['not-run']) : '',
    byStatus.waiting > 0 ? texts.title.waiting(byStatus.waiting) : '',
    byStatus.untested > 0 ? texts.title.gaps(byStatus.untested) : '',
  ];
  return plain('ok', parts.filter((part) => part !== '').join('; '));
}

/** The finding of a run, stated as a title. */
export function titleOf(model: ReportModel, texts: Texts): Title {
  const { broken, results } = model;
  const { summary } = results.contract;
  const ran = summary.total - summary.notRun;
  if (isIncomplete(model) && (ran > 0 || results.verdict === 'interrupted')) {
    const head = texts.title.incomplete(ran, summary.total);
    const text = `${head}; ${texts.title.brokenSoFar(broken.length)}`;
    return broken.length > 0 ? naming(text, broken) : plain('warn', text);
  }
  switch (results.verdict) {
    case 'passed':
      return passed(model, texts);
    case 'failed':
      return broken.length > 0 ? naming(texts.title.broken(broken.length), broken) : plain('bad', texts.title.failed);
    case 'inconclusive':
      return plain('warn', texts.title.inconclusive(countOf(model.undecided)));
    case 'unreachable':
      return plain('bad', texts.title.unreachable);
    case 'interrupted':
    case 'error':
      return plain('bad', texts.title.error);
  }
}

/** A title as plain text, e.g. `2 rules are broken: biz_no.max-bytes, uuid.max-bytes`. */
export function titleText(title: Title, texts: Texts): string {
  if (title.rules.length === 0) return title.text;
  const names = title.rules.map((rule) => rule.id).join(', ');
  return `${title.text}: ${names}${title.unnamed > 0 ? ` ${texts.title.andMore(title.unnamed)}` : ''}`;
}

/** The sentences below the title: what the title leaves unsaid. */
export function leadOf(model: ReportModel, texts: Texts): string[] {
  const { byStatus, judged } = model.rules;
  const saidByTitle = titleOf(model, texts).tone === 'ok';
  const lines = [
    saidByTitle ? '' : texts.lead.kept(byStatus.passed, judged),
    byStatus.observed > 0 ? texts.lead.observed(byStatus.observed) : '',
    !saidByTitle && byStatus['not-run'] > 0 ? texts.lead.notTried(byStatus['not-run']) : '',
    !saidByTitle && byStatus.waiting > 0 ? texts.lead.waiting(byStatus.waiting) : '',
    !saidByTitle && byStatus.untested > 0 ? texts.lead.gaps(byStatus.untested) : '',
  ];
  return lines.filter((line) => line !== '');
}
