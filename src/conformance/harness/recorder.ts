import type { SeenAnswer } from '../../contract/seen-answer.js';
import { appendRecord } from '../../output/jsonl.js';
import type { Redactor } from '../../output/redactor.js';
import type { ContractResult, RedactionCount } from '../../records/types.js';

/** A line of the file through which workers hand over what they saw. */
export type WorkerRecord =
  | { readonly type: 'result'; readonly result: ContractResult }
  | { readonly type: 'answer'; readonly answer: SeenAnswer }
  /** What one worker redacted so far; the last line of a worker counts. */
  | { readonly type: 'redactions'; readonly worker: number; readonly counts: readonly RedactionCount[] };

/** Writes a worker's records, each a line that survives a kill. */
export interface Recorder {
  readonly redactor: Redactor;
  result(result: ContractResult): void;
  answer(answer: SeenAnswer): void;
}

export function createRecorder(file: string, redactor: Redactor, worker: number): Recorder {
  const append = (record: WorkerRecord) => appendRecord(file, record, redactor);
  let reported = '';
  return {
    redactor,
    answer: (answer) => append({ type: 'answer', answer }),
    result: (result) => {
      append({ type: 'result', result });
      const counts = redactor.counts();
      const now = JSON.stringify(counts);
      if (now !== reported) append({ type: 'redactions', worker, counts });
      reported = now;
    },
  };
}
