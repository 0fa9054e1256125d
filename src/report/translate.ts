import type { LoadRecord } from '../records/load-types.js';
import type { Results } from '../records/types.js';

/** Texts of one contract in another language; what it lacks stays as it is. */
export interface ContractWords {
  readonly name: string;
  readonly groups: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, readonly [text: string, outcome: string]>>;
  readonly questions: Readonly<Record<string, string>>;
  readonly sources: Readonly<Record<string, string>>;
}

/**
 * Results with the contracts' texts and the reasons of the program in another language. What was expected and what came stay as
 * they are: causes are told from them, and whoever shows them translates them (`Texts.said`). `words` are by endpoint.
 */
export function translateResults(
  results: Results,
  words: Readonly<Record<string, ContractWords>>,
  said: (text: string) => string,
): Results {
  const { contract, causes, load } = results;
  const questions: Record<string, string> = Object.assign({}, ...Object.values(words).map((one) => one.questions));
  return {
    ...results,
    causes: causes.map(said),
    load: load.map((record) => translateLoad(record, said)),
    contract: {
      ...contract,
      endpoints: contract.endpoints.map((one) => ({ ...one, name: words[one.id]?.name ?? one.name })),
      groups: contract.groups.map((one) => ({ ...one, title: words[one.endpoint]?.groups[one.id] ?? one.title })),
      openQuestions: contract.openQuestions.map((one) => ({
        ...one,
        question: questions[one.question] ?? one.question,
      })),
      rules: contract.rules.map((rule) => {
        const own = words[rule.endpoint];
        const [text, outcome] = own?.rules[rule.id] ?? [rule.text, rule.outcome];
        const source = (of: string) => own?.sources[of] ?? of;
        return { ...rule, text, outcome, section: source(rule.section), inferredFrom: source(rule.inferredFrom) };
      }),
      results: contract.results.map((result) => ({ ...result, note: said(result.note) })),
    },
  };
}

function translateLoad(record: LoadRecord, said: (text: string) => string): LoadRecord {
  const { limit, sla } = record;
  return {
    ...record,
    notRun: said(record.notRun),
    objections: record.objections.map((one) => ({ ...one, text: said(one.text) })),
    limit: limit === null ? null : { ...limit, stopped: said(limit.stopped), evidence: limit.evidence.map(said) },
    sla:
      sla === null
        ? null
        : {
            ...sla,
            voids: sla.voids.map(said),
            objectives: sla.objectives.map((one) => ({ ...one, objective: said(one.objective) })),
          },
  };
}
