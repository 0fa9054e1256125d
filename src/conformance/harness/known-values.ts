import type { Redactor } from '../../output/redactor.js';
import type { Sensitive } from '../scenario/expand.js';
import { askRun } from './ask-run.js';

/** A value on its way between the processes of a run; bytes as base64. */
export interface ToldValue {
  readonly kind: string;
  readonly text?: string;
  readonly base64?: string;
}

/** What a worker says to the run's desk: what it is about to send, and how much it has heard. */
export interface Telling {
  readonly heard: number;
  readonly told: readonly ToldValue[];
}

/** What the desk answers: every value since then, and how many there are in all. */
export interface Hearing {
  readonly heard: number;
  readonly values: readonly ToldValue[];
}

/** The values that no process of the run may write down, whoever sent them. */
export interface KnownValues {
  /** Makes values known to the whole run; to be awaited before they are sent. */
  tell(values: readonly Sensitive[]): Promise<void>;
  /** Learns what the others have told; to be awaited before anything is written of an answer. */
  learn(): Promise<void>;
}

/** Keeps a worker's redactor in step with the desk of its run. Without a desk (empty address) the worker knows its own values only. */
export function knownValues(deskUrl: string, redactor: Redactor): KnownValues {
  let heard = 0;
  const exchange = async (told: readonly ToldValue[]): Promise<void> => {
    if (deskUrl === '') return;
    const telling: Telling = { heard, told };
    const body = JSON.stringify(telling);
    const hearing = JSON.parse(
      (await askRun('what must not be shown', deskUrl, { method: 'POST', body })).text,
    ) as Hearing;
    for (const { kind, value } of hearing.values.map(untold)) redactor.add(kind, value);
    heard = Math.max(heard, hearing.heard);
  };
  const own = new Set<string>();
  return {
    async tell(values) {
      const news: ToldValue[] = [];
      for (const { kind, value } of values) {
        redactor.add(kind, value);
        const told = toldOf({ kind, value });
        const key = JSON.stringify(told);
        if (!own.has(key)) news.push(told);
        own.add(key);
      }
      if (news.length > 0) await exchange(news);
    },
    learn: () => exchange([]),
  };
}

export function toldOf({ kind, value }: Sensitive): ToldValue {
  return typeof value === 'string' ? { kind, text: value } : { kind, base64: Buffer.from(value).toString('base64') };
}

export function untold({ kind, text, base64 }: ToldValue): Sensitive {
  return { kind, value: text ?? Buffer.from(base64 ?? '', 'base64') };
}
