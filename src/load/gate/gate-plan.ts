import { english, type Texts } from '../../report/texts.js';
import type { Target } from '../../run/target/types.js';
import { requestsNeeded } from '../../stats/limit/requests-needed.js';
import { limitSettings } from '../../stats/limit/settings.js';
import type { LimitOptions } from '../limit/limit-options.js';

/** What a stage sends at least, and how long that takes on a service that answers soon. */
export interface StageNeeds {
  readonly requests: number;
  readonly seconds: number;
}

/** What the stages of a gate need; null for one that is left out. */
export interface GateNeeds {
  readonly contract: StageNeeds | null;
  readonly latency: StageNeeds | null;
  /** `unbounded`: no limit is known, so that the search may go as far as it goes at all. */
  readonly limit: (StageNeeds & { readonly unbounded?: boolean }) | null;
}

export type GateDecision =
  | { readonly kind: 'go'; readonly said: string }
  | { readonly kind: 'refused'; readonly why: string };

/** The requests with which a limit search ends on a service that is not disturbed; 0 when there is none to be made. */
export function limitNeeds(decided: LimitOptions, contracted: number | null): number {
  if (decided.kind === 'refused') return 0;
  const { FACEGATE_MODE: mode, FACEGATE_MAX: max } = decided.options;
  const level = max === undefined ? {} : { maxLevel: Number(max) };
  if (mode === 'headroom') return requestsNeeded(limitSettings({ mode, ...level }), undefined);
  return requestsNeeded(limitSettings({ ...level }), contracted ?? undefined);
}

/** Says what a gate will send, how long that takes and what it costs, and holds it against the budget, before anything is sent. */
export function planGate(
  needs: GateNeeds,
  { name, budget, price }: Pick<Target, 'name' | 'budget' | 'price'>,
  texts: Texts['progress'],
): GateDecision {
  const { contract, latency, limit } = needs;
  const stages = [
    ...(contract === null ? [] : [{ what: 'contract', ...contract } as const]),
    ...(latency === null ? [] : [{ what: 'latency', ...latency } as const]),
    ...(limit === null || limit.requests === 0 ? [] : [{ what: 'limit', ...limit } as const]),
  ];
  const total = stages.reduce((sum, { requests }) => sum + requests, 0);
  const seconds = stages.reduce((sum, stage) => sum + stage.seconds, 0);
  const partsIn = ({ plan, join }: Texts['progress']) =>
    stages.map(({ requests, what }) => plan.part[what](requests)).join(join);
  const most = budget?.requests ?? null;
  if (most === null || total <= most) {
    const cost =
      price === null ? '' : `${(total * price.amount).toFixed(2)}${price.currency === '' ? '' : ` ${price.currency}`}`;
    const time = seconds <= 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
    const { plan } = texts;
    return { kind: 'go', said: plan.whole(plan.requests(total, most), partsIn(texts), time, cost) };
  }
  const cures = [
    `raise it to ${total} or more`,
    ...(limit?.unbounded === true
      ? ['give --max, or concurrency_limit and the account "limited" in the target file']
      : []),
    'leave a stage out with --skip',
    ...(limit !== null && limit.requests > 0 && limit.unbounded !== true ? ['lower --max'] : []),
    'or run the parts apart: facegate contract, sla, limit',
  ];
  return {
    kind: 'refused',
    why: `the gate needs ${total} requests (${partsIn(english.progress)}), and budget.requests of target ${name} is ${most}; ${cures.join(', ')}`,
  };
}

/** A case, with what goes side by side, and a walk in the browser: on a service, and on the run's own emulator, which keeps nobody waiting. */
const SECONDS = { remote: { case: 0.05, walk: 4 }, embedded: { case: 0.02, walk: 0.8 }, probe: 0.05 } as const;

/** About how long the scenarios take; the pace of a budget may make it longer. */
export function contractSeconds(
  requests: number,
  walks: number,
  perSecond: number | null,
  kind: Target['kind'] = 'remote',
): number {
  const { case: one, walk } = SECONDS[kind];
  return Math.max(requests * one + walks * walk, requests / (perSecond ?? Number.POSITIVE_INFINITY));
}

/** About how long a search for the limit takes. */
export function limitSeconds(requests: number, perSecond: number | null): number {
  return Math.max(requests * SECONDS.probe, requests / (perSecond ?? Number.POSITIVE_INFINITY));
}
