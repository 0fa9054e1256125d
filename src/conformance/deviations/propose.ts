import { stringify } from 'yaml';
import type { ContractResult } from '../../records/types.js';

const HEAD = `# Deviations of the target from the page, as a run has seen them. Nothing here is waived yet: for each one that is accepted, fill in
# reason, expires (at most a year ahead) and signed, and put it into deviations.yaml beside the target file. Remove the others.
`;

/** The text of a deviations.yaml for a person to complete: an entry for each rule and each thing that was seen in its place. */
export function proposeDeviations(results: readonly ContractResult[], today: string): string {
  const groups = new Map<string, ContractResult[]>();
  for (const result of results.filter(({ status }) => status === 'failed')) {
    const key = JSON.stringify([result.rule, seenOf(result)]);
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  if (groups.size === 0) return `${HEAD}[]\n`;
  const entries = [...groups.values()].map((group) => ({
    rule: group[0]!.rule,
    scenario: group.length === 1 ? literal(group[0]!.name) : group.map(({ name }) => literal(name)),
    seen: seenOf(group[0]!),
    reason: '',
    ticket: '',
    since: today,
    expires: '',
    signed: '',
  }));
  return `${HEAD}${stringify(entries)}`;
}

/** What was seen, without the counts and names that a sweep adds and that differ from run to run. */
function seenOf({ actual }: ContractResult): string {
  const counted = /^(.*?) \(\d+ of \d+ answers; first in .*\)$/s.exec(actual);
  return counted === null ? literal(actual) : `${literal(counted[1]!)} (*`;
}

/** Signs that a glob would read otherwise stand for any one character. */
function literal(text: string): string {
  return text.replace(/^!|\*/g, '?');
}
