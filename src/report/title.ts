import type { Verdict } from '../records/types.js';
import { type Finding, findingOf } from './load/finding.js';
import { countOf, type ReportModel } from './model.js';
import { english, type Texts } from './texts.js';
import { byGravity, type Tone, worstTone } from './tone.js';

/** The finding in one line. */
export interface Title {
  readonly tone: Tone;
  readonly text: string;
}

/** Whether the run stopped before its end. */
export function isIncomplete(model: ReportModel): boolean {
  return !model.results.run.complete || model.results.verdict === 'interrupted';
}

function plain(tone: Tone, text: string): Title {
  return { tone, text };
}

/** How many scenarios of how many rules failed, for how many causes: the count that every report gives. */
export function failedText({ failed, broken, causes }: ReportModel, { failure }: Texts): string {
  const text = failure.count(failed, broken.length);
  const [first, ...more] = causes;
  if (first === undefined) return text;
  return more.length === 0 ? failure.one(text, failure.cause(first)) : failure.causes(text, causes.length);
}

function passed(model: ReportModel, texts: Texts): Title {
  const { byStatus, judged } = model.rules;
  if (judged === 0) return plain('warn', texts.title.nothing);
  const parts = [
    texts.title.kept(byStatus.passed, judged),
    byStatus.waived > 0 ? texts.title.deviations(byStatus.waived) : '',
    byStatus['not-run'] > 0 ? texts.title.notRun(byStatus['not-run']) : '',
    byStatus.undecided > 0 ? texts.title.undecided(byStatus.undecided) : '',
    byStatus.untested > 0 ? texts.title.untested(byStatus.untested) : '',
  ];
  return plain('ok', parts.filter((part) => part !== '').join(texts.lead.join));
}

/** What the contract tests found. `calm`: the run's verdict is about its load runs, not about the contract. */
function contractTitle(model: ReportModel, calm: boolean, texts: Texts): Title {
  const { broken, results } = model;
  const { summary } = results.contract;
  const ran = summary.total - summary.notRun - summary.undecided;
  if (isIncomplete(model) && (ran > 0 || results.verdict === 'interrupted')) {
    const head = texts.title.incomplete(ran, summary.total);
    if (broken.length > 0) return plain('bad', `${head}${texts.lead.join}${failedText(model, texts)}`);
    return plain('warn', `${head}${texts.lead.join}${texts.title.noneSoFar}`);
  }
  switch (results.verdict) {
    case 'passed':
      return passed(model, texts);
    case 'failed':
      if (broken.length > 0) return plain('bad', failedText(model, texts));
      return calm ? passed(model, texts) : plain('bad', texts.title.failed);
    case 'inconclusive': {
      const undecided = countOf(model.undecided);
      return calm && undecided === 0 ? passed(model, texts) : plain('warn', texts.title.inconclusive(undecided));
    }
    case 'unreachable':
      return plain('bad', texts.title.unreachable);
    case 'interrupted':
    case 'error':
      return plain('bad', texts.title.error);
  }
}

/** What the contract tests found that had come to their end when a load run was cut off. */
function endedContractTitle(model: ReportModel, texts: Texts): Title {
  const { broken } = model;
  if (broken.length > 0) return plain('bad', failedText(model, texts));
  const undecided = countOf(model.undecided);
  return undecided > 0 ? plain('warn', texts.title.inconclusive(undecided)) : passed(model, texts);
}

/** Marks a title that does not say yet that the run is incomplete. */
function marked(model: ReportModel, text: string, { lead }: Texts): string {
  return isIncomplete(model) && !text.includes(lead.incompleteMark)
    ? `${lead.incompleteMark}${lead.colon}${text}`
    : text;
}

/** The finding of load runs alone: of one in full, of several in brief. */
function loadTitle(model: ReportModel, findings: readonly Finding[], texts: Texts): Title {
  const { verdict } = model.results;
  if (verdict === 'unreachable') return plain('bad', texts.title.unreachable);
  const [first, ...rest] = findings;
  const text =
    rest.length === 0
      ? first!.text
      : sentence(
          findings.map(({ brief }) => brief),
          texts,
        );
  const ran = model.results.load.some(({ notRun }) => notRun === '');
  if (ran && isIncomplete(model) && !text.startsWith(texts.lead.incompleteMark)) {
    return plain(worstTone(['warn', first!.tone]), `${texts.lead.incompleteMark}${texts.lead.colon}${text}`);
  }
  return plain(first!.tone, text);
}

function sentence(parts: readonly string[], { lead }: Texts): string {
  const text = parts.join(lead.join);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A title never looks better than the verdict. */
function toneOf(verdict: Verdict): Tone {
  return verdict === 'passed' ? 'ok' : verdict === 'inconclusive' || verdict === 'interrupted' ? 'warn' : 'bad';
}

/** The finding of a run, stated as a title: the worst news first, be they of the contract or of load runs. */
export function titleOf(model: ReportModel, texts: Texts): Title {
  const { load, verdict } = model.results;
  if (load.length === 0) return contractTitle(model, false, texts);
  const findings = load.map((record) => findingOf(record, texts)).sort(byGravity);
  // That a part could not be run is no news of the service, unless the verdict hangs on it.
  const beside = load.filter(({ notRun }) => notRun !== '' && verdict === 'passed');
  const asides = beside.map((record) => findingOf(record, texts).brief);
  const tone = worstTone([toneOf(verdict), ...findings.map((finding) => finding.tone)]);
  if (!model.hasContract) return { ...loadTitle(model, findings, texts), tone };
  // Load runs follow the contract: with one of them the contract tests have come to their end.
  const contract = isIncomplete(model)
    ? endedContractTitle(model, texts)
    : contractTitle(model, findings[0]!.tone !== 'ok', texts);
  const isWorse = (finding: Finding) => byGravity(finding, contract) < 0 && !asides.includes(finding.brief);
  const worse = findings.filter(isWorse).map(({ brief }) => brief);
  const rest = findings.filter((finding) => !isWorse(finding)).map(({ brief }) => brief);
  const text = [sentence([...worse, contract.text], texts), ...rest].join(texts.lead.join);
  return plain(worstTone([tone, contract.tone]), marked(model, text, texts));
}

/** The sentences below the title about the contract: what the title leaves unsaid. */
function contractLead(model: ReportModel, texts: Texts): string[] {
  const { byStatus, judged } = model.rules;
  const saidByTitle = titleOf(model, texts).text.includes(passed(model, texts).text);
  return [
    saidByTitle || model.failed > 0 ? '' : texts.lead.kept(byStatus.passed, judged),
    byStatus.observed > 0 ? texts.lead.observed(byStatus.observed) : '',
    !saidByTitle && byStatus['not-run'] > 0 ? texts.lead.notRun(byStatus['not-run']) : '',
    !saidByTitle && byStatus.undecided > 0 ? texts.lead.undecided(byStatus.undecided) : '',
    byStatus['not-selected'] > 0 ? texts.lead.notSelected(byStatus['not-selected']) : '',
    !saidByTitle && byStatus.untested > 0 ? texts.lead.untested(byStatus.untested) : '',
  ];
}

/** The sentences below the title: what the title leaves unsaid. */
export function leadOf(model: ReportModel, texts: Texts): string[] {
  const title = titleOf(model, texts).text;
  const load = model.results.load.flatMap((record) => {
    const { text, more } = findingOf(record, texts);
    const sentences =
      model.results.load.length > 1 || model.hasContract ? [text] : [text, ...more.map((one) => one.text)];
    return sentences.filter((one) => !title.includes(one)).map(texts.lead.sentence);
  });
  return [...(model.hasContract ? contractLead(model, texts) : []), ...load].filter((line) => line !== '');
}

/** What else keeps the run from passing, or is to be borne in mind: the causes of the results that title and failures do not tell. */
export function remainingCauses(model: ReportModel, texts: Texts): string[] {
  const told = titleOf(model, texts).text;
  const ofRules = `${english.failure.count(model.failed, model.broken.length)}: `;
  return model.results.causes.filter((cause) => cause !== told && !(model.failed > 0 && cause.startsWith(ofRules)));
}
