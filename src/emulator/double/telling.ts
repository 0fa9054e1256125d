import { createHash } from 'node:crypto';
import type { Behaviours } from '../behaviours.js';
import { type CheckResult, callbackData } from '../endpoints/callbacks/result-data.js';

/** How the end of a check is told, where not as usual. */
export interface TellOptions {
  /** Fields of `data` in place of its own, e.g. `{ verify_result: null }`. */
  readonly changes?: Readonly<Record<string, unknown>>;
  /** `right` (default); `wrong`: of another secret; `none`: left out; `of the failure`: right for data that tells a failure. */
  readonly sign?: 'right' | 'wrong' | 'none' | 'of the failure';
  /** Sets `data` with whitespace between its parts and non-ASCII characters escaped, as other writers of JSON do. */
  readonly spaced?: boolean;
}

/** What a callback carries, signed. */
export interface Told {
  readonly data: string;
  /** Undefined: no signature is sent. */
  readonly sign: string | undefined;
}

export function tell(
  check: CheckResult,
  apiSecret: string,
  telling: { readonly requestId: unknown; readonly timeUsed: unknown },
  via: 'notify' | 'return',
  options: TellOptions,
  behaviours: Behaviours,
): Told {
  const { changes = {}, sign = 'right', spaced = false } = options;
  const dataOf = (of: CheckResult) => {
    const fields = JSON.parse(callbackData(of, telling, via, behaviours)) as Record<string, unknown>;
    const changed = { ...fields, ...changes };
    return spaced ? withSpaces(changed) : JSON.stringify(changed);
  };
  const data = dataOf(check);
  const signature = (text: string) => behaviours['notify_url.signature'](apiSecret, text);
  switch (sign) {
    case 'right':
      return { data, sign: signature(data) };
    case 'wrong':
      return { data, sign: createHash('sha1').update(`not-the-secret${data}`).digest('hex') };
    case 'of the failure':
      return { data, sign: signature(dataOf({ ...check, failureReason: 'action_mixed' })) };
    case 'none':
      return { data, sign: undefined };
  }
}

function withSpaces(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(withSpaces).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([key, one]) => `${withSpaces(key)}: ${withSpaces(one)}`)
      .join(', ')}}`;
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
