import { check as k6Check } from 'k6';
import exec from 'k6/execution';

/** A random UUID, version 4. */
export function uuidv4(): string {
  const bytes = new Uint8Array(16);
  crypto.getRandomValues(bytes);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A whole number from `min` to `max`, both included. */
export function randomIntBetween(min: number, max: number): number {
  return Math.floor(Math.random() * (max - min + 1) + min);
}

export function randomItem<Item>(items: ArrayLike<Item>): Item {
  return items[Math.floor(Math.random() * items.length)]!;
}

export function randomString(length: number, charset = 'abcdefghijklmnopqrstuvwxyz'): string {
  let text = '';
  for (let i = 0; i < length; i++) text += charset[Math.floor(Math.random() * charset.length)];
  return text;
}

/** The text between two others: the first, or with `repeat` all of them; null (an empty list) when there is none. */
export function findBetween(content: string, left: string, right: string, repeat = false): string | null | string[] {
  const found: string[] = [];
  for (let from = 0; ; ) {
    const begin = content.indexOf(left, from);
    const end = begin < 0 ? -1 : content.indexOf(right, begin + left.length);
    if (end < 0) break;
    found.push(content.slice(begin + left.length, end));
    if (!repeat) return found[0]!;
    from = end + right.length;
  }
  return repeat ? found : null;
}

/** Stages of a ramp in the shape of a bell, with `maxVus` at its top. */
export function normalDistributionStages(
  maxVus: number,
  durationSeconds: number,
  numberOfStages = 10,
): { duration: string; target: number }[] {
  const height = (x: number): number => Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI);
  const heights = Array.from({ length: numberOfStages + 2 }, (_, stage) => {
    const x = -2 + (4 * stage) / (numberOfStages + 1);
    return stage === 0 || stage === numberOfStages + 1 ? 0 : height(x);
  });
  const highest = Math.max(...heights);
  return heights.map((each) => ({
    duration: `${Math.ceil(durationSeconds / (numberOfStages + 2))}s`,
    target: Math.round((maxVus * each) / highest),
  }));
}

const UNIT_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** Milliseconds of `1h2m3s4ms`. Throws for what is no duration. */
export function parseDuration(duration: unknown): number {
  if (duration === undefined || duration === null || duration === '') throw new Error('str is empty');
  const text = String(duration);
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (!/^(\d+(\.\d+)?(ms|[dhms]))+$/.test(text)) throw new Error(`${text} is not a valid time duration`);
  return [...text.matchAll(/(\d{1,20}(?:\.\d{1,20})?)(ms|[dhms])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * UNIT_MS[unit!]!,
    0,
  );
}

interface Stage {
  readonly duration: string;
  readonly target: number;
}

interface Staged {
  readonly stages: readonly Stage[];
  readonly startVUs?: number;
  readonly startRate?: number;
}

function staged(): Staged {
  const scenario = exec.test.options.scenarios?.[exec.scenario.name] as Partial<Staged> | undefined;
  if (scenario?.stages === undefined)
    throw new Error('only scenarios of the executors ramping-vus and ramping-arrival-rate have stages');
  return scenario as Staged;
}

/** Which stage of its scenario the VU is in, from 0. */
export function getCurrentStageIndex(): number {
  const { stages: all } = staged();
  const elapsed = Date.now() - exec.scenario.startTime;
  let end = 0;
  const index = all.findIndex(({ duration }) => {
    end += parseDuration(duration);
    return elapsed < end;
  });
  return index < 0 ? all.length - 1 : index;
}

/** Tags everything the VU measures from here on with the index of its stage. */
export function tagWithCurrentStageIndex(): void {
  exec.vu.metrics.tags.stage = String(getCurrentStageIndex());
}

/** The same with what the stage does: `ramp-up`, `steady` or `ramp-down`. */
export function tagWithCurrentStageProfile(): void {
  const index = getCurrentStageIndex();
  const { stages: all, startVUs, startRate } = staged();
  const before = index === 0 ? (startVUs ?? startRate ?? 0) : all[index - 1]!.target;
  const { target } = all[index]!;
  exec.vu.metrics.tags.stage_profile = target > before ? 'ramp-up' : target < before ? 'ramp-down' : 'steady';
}

/** `check` whose conditions may be async; a promise then, else what `check` of k6 returns. */
export function check(value: unknown, conditions: Record<string, unknown>, tags?: object): unknown {
  const results = Object.entries(conditions).map(
    ([name, condition]) => [name, typeof condition === 'function' ? condition(value) : condition] as const,
  );
  const judge = (settled: readonly (readonly [string, unknown])[]): boolean =>
    k6Check(value, Object.fromEntries(settled.map(([name, holds]) => [name, () => Boolean(holds)])), tags);
  if (!results.some(([, holds]) => typeof (holds as PromiseLike<unknown> | null)?.then === 'function'))
    return judge(results);
  return Promise.all(results.map(async ([name, holds]) => [name, await holds] as const)).then(judge);
}
