import type { Redactor } from '../../output/redactor.js';
import type { Sensitive } from '../scenario/expand.js';
import { askRun } from './ask-run.js';

/** A value on its way between the processes of a run; bytes as base64. */
export interface SharedValue {
  readonly kind: string;
  readonly text?: string;
  readonly base64?: string;
}

/** What a worker says to the coordinator of the run: what it is about to send, and how many values it has received. */
export interface ShareRequest {
  readonly received: number;
  readonly values: readonly SharedValue[];
}

/** What the coordinator answers: every value since then, and how many there are in all. */
export interface ShareAnswer {
  readonly total: number;
  readonly values: readonly SharedValue[];
}

/** The values that no process of the run may write down, whoever sent them. */
export interface KnownValues {
  /** Makes values known to the whole run; to be awaited before they are sent. */
  share(values: readonly Sensitive[]): Promise<void>;
  /** Receives what the others have shared; to be awaited before anything is written of an answer. */
  refresh(): Promise<void>;
}

/** Keeps a worker's redactor in step with the coordinator of its run. Without a coordinator (empty address) the worker knows its own values only. */
export function knownValues(coordinatorUrl: string, redactor: Redactor): KnownValues {
  let received = 0;
  const exchange = async (values: readonly SharedValue[]): Promise<void> => {
    if (coordinatorUrl === '') return;
    const body = JSON.stringify({ received, values } satisfies ShareRequest);
    const answer = JSON.parse(
      (await askRun('what must not be shown', coordinatorUrl, { method: 'POST', body })).text,
    ) as ShareAnswer;
    for (const { kind, value } of answer.values.map(decodeValue)) redactor.add(kind, value);
    received = Math.max(received, answer.total);
  };
  const own = new Set<string>();
  return {
    async share(values) {
      const fresh: SharedValue[] = [];
      for (const { kind, value } of values) {
        redactor.add(kind, value);
        const encoded = encodeValue({ kind, value });
        const key = JSON.stringify(encoded);
        if (!own.has(key)) fresh.push(encoded);
        own.add(key);
      }
      if (fresh.length > 0) await exchange(fresh);
    },
    refresh: () => exchange([]),
  };
}

export function encodeValue({ kind, value }: Sensitive): SharedValue {
  return typeof value === 'string' ? { kind, text: value } : { kind, base64: Buffer.from(value).toString('base64') };
}

export function decodeValue({ kind, text, base64 }: SharedValue): Sensitive {
  return { kind, value: text ?? Buffer.from(base64 ?? '', 'base64') };
}
