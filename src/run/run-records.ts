import { join } from 'node:path';
import type { PlannedScenario } from '../conformance/scenario/check.js';
import type { Contract } from '../contract/types.js';
import { appendRecord, readRecords } from '../output/jsonl.js';
import type { Redactor } from '../output/redactor.js';
import type { LoadRecord } from '../records/load-types.js';
import type { RunInfo } from '../records/types.js';
import type { RunFrame } from './finish-run.js';
import type { Finding } from './verdict.js';

/** The file of a run's folder to which everything is appended as it comes; a report can be made of it alone. */
export const RECORDS_FILE = 'records.jsonl';

/** The first line: what the run is. */
export interface RunHeader {
  readonly type: 'run';
  readonly run: Pick<RunInfo, 'id' | 'startedAt' | 'seed' | 'command' | 'target'>;
}

/** What a contract run set out to do. */
export interface ContractHeader {
  readonly type: 'contract';
  /** What the report tells of, and every contract that it took. */
  readonly endpoints: readonly Contract[];
  readonly contracts: readonly Contract[];
  readonly selected: readonly PlannedScenario[];
  /** The rule of every scenario there is, selected or not. */
  readonly rules: readonly string[];
  /** Known deviations of the target; earlier versions wrote none. */
  readonly deviations?: readonly unknown[];
}

/** How a load script stands, or what it came to: the last line of a script counts. */
export interface LoadLine {
  readonly type: 'load';
  readonly record: LoadRecord;
  /** What keeps it from passing; empty while it runs. */
  readonly findings: readonly Finding[];
}

type OwnLine = RunHeader | ContractHeader | LoadLine;

/** Writes the lines of the program itself; workers write theirs into the same file. */
export interface RunRecords {
  readonly path: string;
  append(line: OwnLine): void;
}

/** Begins the records of a run. Throws `OutputError`. */
export function beginRecords(frame: RunFrame, redactor: Redactor): RunRecords {
  const { id, startedAt, seed, command, target, folder } = frame;
  const path = join(folder, RECORDS_FILE);
  const append = (line: OwnLine) => appendRecord(path, line, redactor);
  const run = { id, startedAt: startedAt.toISOString(), seed, command, target: { name: target.name, url: target.url } };
  append({ type: 'run', run });
  return { path, append };
}

/** What the records of a run hold, sorted. */
export interface ReadRun {
  /** Undefined when the first line is torn: then the file tells of no run. */
  readonly header: RunHeader | undefined;
  /** Undefined when no contract was begun. */
  readonly contract: ContractHeader | undefined;
  /** In the order in which the scripts were begun. */
  readonly load: readonly LoadLine[];
  /** The lines of workers. */
  readonly others: readonly unknown[];
  /** Lines that were not whole. */
  readonly torn: number;
}

/** Reads the records of a run. Throws when the file cannot be read. */
export function readRun(path: string): ReadRun {
  const { records, tornLines } = readRecords(path);
  const load = new Map<string, LoadLine>();
  const others: unknown[] = [];
  let header: RunHeader | undefined;
  let contract: ContractHeader | undefined;
  for (const record of records as readonly (OwnLine | { readonly type: string })[]) {
    if (isOwn(record, 'run')) header ??= record;
    else if (isOwn(record, 'contract')) contract = record;
    else if (isOwn(record, 'load')) load.set(`${record.record.startedAt} ${record.record.script}`, record);
    else others.push(record);
  }
  return { header, contract, load: [...load.values()], others, torn: tornLines.length };
}

function isOwn<Type extends OwnLine['type']>(
  record: OwnLine | { readonly type: string },
  type: Type,
): record is Extract<OwnLine, { type: Type }> {
  return record.type === type;
}
