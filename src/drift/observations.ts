import type { SeenAnswer } from '../contract/seen-answer.js';
import type { Observations, SeenShape } from '../records/observations-types.js';
import type { ContractResult, Results } from '../records/types.js';

const PERCENTILES = [50, 95, 99];

/** What a run has seen of its target that the page does not say. The results are redacted already. */
export function observationsOf(results: Results, answers: readonly SeenShape[]): Observations {
  const { run, contract, load } = results;
  const entry = ({ id, rule, name, actual }: ContractResult) => ({ id, rule, name, seen: actual });
  const limit = load.find((record) => record.limit !== null)?.limit ?? null;
  return {
    schemaVersion: 1,
    run: { id: run.id, startedAt: run.startedAt, target: run.target },
    silent: contract.results.filter(({ status }) => status === 'observed').map(entry),
    // Answers have words; what else was seen (counts, ids of a callback) differs from run to run.
    wording: contract.results
      .filter(({ status, actual }) => status !== 'observed' && /^\d{3} /.test(actual))
      .map(entry),
    answers,
    latency: load.flatMap(({ script, latency }) =>
      (latency?.percentiles ?? [])
        .filter(({ percentile }) => PERCENTILES.includes(percentile))
        .map(({ percentile, ms, low, high }) => ({ script, percentile, ms, low, high })),
    ),
    limit: limit === null ? null : { low: limit.low, high: limit.high },
  };
}

/** What the answers of a run are made of, by endpoint. */
export function shapesOf(answers: readonly SeenAnswer[]): SeenShape[] {
  const contracts = [...new Set(answers.map(({ contract }) => contract))].sort();
  return contracts.map((contract) => {
    const own = answers.filter((answer) => answer.contract === contract && answer.kind !== 'other');
    const names = (of: (answer: SeenAnswer) => readonly string[]) => [...new Set(own.flatMap(of))].sort();
    return {
      contract,
      headers: names(({ headers }) => headers ?? []),
      fields: names(({ fields, otherFields }) => [...Object.keys(fields), ...otherFields]),
    };
  });
}
