import { EXIT } from '../run/exit-codes.js';
import { type JudgedResults, resultsFor } from '../run/finish-run.js';
import type { ReadRun } from '../run/run-records.js';
import { type Finding, findingsOf } from '../run/verdict.js';
import { sayOfAnswers } from '../sayings/answers.js';
import { say } from '../sayings/run.js';
import { collectResults, contractResults, sortRecords } from './assemble.js';
import { applyDeviations, type Deviation } from './deviations/deviation.js';

/**
 * The results of a run that was cut off before it could write them, from what it recorded; `endedAt` is when its last record was
 * written. Undefined when the records do not tell what run they are of.
 */
export function rebuildResults(read: ReadRun, endedAt: Date): JudgedResults | undefined {
  const { header, contract, load, others, torn } = read;
  if (header === undefined) return undefined;
  const handed = sortRecords(others);
  const collected =
    contract === undefined
      ? []
      : collectResults(contract.contracts, contract.selected, handed, sayOfAnswers('cutOffBefore'));
  const deviations = (contract?.deviations ?? []) as readonly Deviation[];
  const { results } = applyDeviations(collected, deviations, header.run.startedAt.slice(0, 10));
  const all = contract?.rules.map((rule) => ({ scenario: { rule } })) ?? [];
  const what = say('cutOff');
  const withTorn = torn === 1 ? say('tornLine', { what }) : say('tornLines', { what, count: torn });
  const cutOff: Finding = { code: EXIT.interrupted, text: torn === 0 ? what : withTorn };
  const judged = findingsOf(results, { interrupted: true, stopped: undefined, runnerErrors: [] });
  return resultsFor(
    { ...header.run, startedAt: header.run.startedAt, finishedAt: endedAt.toISOString() },
    {
      contract:
        contract === undefined ? undefined : contractResults(contract.endpoints, all, results, handed.answers.length),
      load: load.map(({ record }) => record),
      findings: [
        cutOff,
        ...judged.filter(({ code }) => code !== EXIT.interrupted),
        ...load.flatMap(({ findings }) => findings),
      ],
      redactions: handed.redactions,
    },
  );
}
