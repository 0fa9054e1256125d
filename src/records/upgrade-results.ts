import type { ContractResult, Results, StatusCounts } from './types.js';

/** Results as version 1 stored them: of one endpoint, which they do not name; what was undecided counts as not run. */
export interface ResultsV1 extends Omit<Results, 'schemaVersion' | 'contract'> {
  readonly schemaVersion?: undefined;
  readonly contract: Omit<Results['contract'], 'endpoints' | 'rules' | 'groups' | 'summary'> & {
    readonly rules: readonly Omit<Results['contract']['rules'][number], 'endpoint'>[];
    readonly groups: readonly Omit<Results['contract']['groups'][number], 'endpoint'>[];
    readonly summary: StatusCountsV1 & {
      readonly byStanding: Readonly<Record<ContractResult['standing'], StatusCountsV1>>;
      readonly requests: number;
    };
  };
}

type StatusCountsV1 = Omit<StatusCounts, 'undecided'>;

/** Results of any version in the shape of today. */
export function upgradeResults(stored: Results | ResultsV1): Results {
  if (stored.schemaVersion !== undefined) return stored;
  const { contract } = stored;
  const { byStanding, ...summary } = contract.summary;
  const of = (standing: ContractResult['standing']) =>
    withUndecided(
      byStanding[standing],
      contract.results.filter((result) => result.standing === standing),
    );
  return {
    ...stored,
    schemaVersion: 2,
    contract: {
      ...contract,
      endpoints: [],
      rules: contract.rules.map((rule) => ({ ...rule, endpoint: '' })),
      groups: contract.groups.map((group) => ({ ...group, endpoint: '' })),
      summary: {
        ...withUndecided(summary, contract.results),
        byStanding: { stated: of('stated'), implied: of('implied'), silent: of('silent') },
        requests: summary.requests,
      },
    },
  };
}

function withUndecided({ notRun, ...counts }: StatusCountsV1, results: readonly ContractResult[]): StatusCounts {
  const undecided = results.filter(({ inconclusive }) => inconclusive).length;
  return { ...counts, notRun: notRun - undecided, undecided };
}
