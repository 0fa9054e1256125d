import { type Chooser, mangle, ODD_TEXTS } from './mangle.js';

const VALID: readonly object[] = [
  { request_id: '1532,8f3c', time_used: 9, token: '5f0e9c2a', expired_time: 1_795_553_021 },
  { request_id: '1532,8f3c', time_used: 9, error_message: 'BAD_ARGUMENTS:biz_no' },
  { request_id: '1532,8f3c', time_used: 9, error_message: 'MISSING_ARGUMENTS: api_key' },
  { request_id: '1532,8f3c', time_used: 9, error_message: 'INTERNAL_ERROR' },
];
const NAMES = [
  'request_id',
  'time_used',
  'token',
  'expired_time',
  'error_message',
  'extra',
  '__proto__',
  'constructor',
];
const STATUSES = [200, 200, 400, 403, 500, 201, 204, 302, 404, 413, 429, 502, 599, 999];

/** An answer that some server might give: right, nearly right, or nothing like it. */
export function oddAnswer(choose: Chooser): { status: number; body: string } {
  const status = choose.pick(STATUSES);
  const kind = choose.below(6);
  if (kind === 0)
    return { status, body: choose.pick(['[', '{"a":', '"', '\\', ' ', '<p>']).repeat(choose.below(20_000)) };
  const fields: Record<string, unknown> = { ...choose.pick(VALID) };
  for (let turn = choose.below(4); turn > 0; turn -= 1) {
    const name = choose.pick(NAMES);
    if (choose.often(0.2)) delete fields[name];
    else Object.defineProperty(fields, name, { value: oddValue(choose, 3), enumerable: true, configurable: true });
  }
  const body = JSON.stringify(fields);
  return { status, body: kind < 3 ? body : mangle(Buffer.from(body), choose).toString('utf8') };
}

function oddValue(choose: Chooser, levels: number): unknown {
  const simple = [null, true, 0, -1, 0.5, 1e300, Number.MAX_SAFE_INTEGER + 1, choose.pick(ODD_TEXTS)];
  if (levels === 0 || choose.often(0.7)) return choose.pick(simple);
  const inner = Array.from({ length: choose.below(5) }, () => oddValue(choose, levels - 1));
  return choose.often(0.5) ? inner : Object.fromEntries(inner.map((value) => [choose.pick(ODD_TEXTS), value]));
}
