import { getResult } from '../../contracts/get-result/get-result.js';
import { getToken } from '../../contracts/get-token/get-token.js';
import { contracts } from '../../contracts/index.js';
import type { Role } from '../contract/types.js';
import { type Behaviours, documentedBehaviours } from './behaviours.js';
import { beginBreaks, breakOf } from './breaks/list.js';
import { NOTIFY_LIMITS, type NotifySettings } from './callback/notify.js';
import { resolveBySystem } from './callback/resolve-address.js';
import { type CheckRequest, type CheckTable, replaceChecks } from './checks.js';
import { type ContractLookup, lookUp } from './contract-lookup.js';
import { getResultChecks } from './endpoints/get-result/checks.js';
import { getTokenChecks } from './endpoints/get-token/checks.js';
import { OUTCOMES, type Outcome } from './endpoints/liveness/status.js';
import { behaveLike, type SilentSeen } from './endpoints/silent.js';
import type { Latency } from './latency.js';
import { EmulatorOptionError } from './option-error.js';
import type { PhotoInspector } from './photo-inspector.js';
import type { TlsIdentity } from './tls/listen-both.js';

/** What may be chosen when an emulator is started; all but the inspector have a default. */
export interface EmulatorOptions {
  /** Looks at photos. The caller closes it. */
  readonly photos: PhotoInspector;
  /** Address to listen on; 127.0.0.1 unless asked otherwise. */
  readonly host?: string;
  /** Port to listen on; 0 (default) takes a free one. */
  readonly port?: number;
  /** Requests in flight that the account of role `limited` may have; 5. The other accounts have no limit. */
  readonly concurrencyLimit?: number;
  /** The least time an answer to role `limited` takes, so that requests of a burst overlap; 150 ms. */
  readonly limitedHoldMs?: number;
  /** How long a request takes; none. */
  readonly latency?: Latency;
  /** Share of requests answered 500 INTERNAL_ERROR, 0 to 1; 0. */
  readonly errorShare?: number;
  /** Life of a token in whole seconds; 3600. */
  readonly tokenLifeSeconds?: number;
  /** Seed of everything drawn at random, tokens and request ids apart; 1. */
  readonly seed?: number;
  /** The largest body, in bytes; more is refused with 413. 12 MB. */
  readonly bodyLimitBytes?: number;
  /** Certificate chain and key, PEM: the port then speaks TLS beside plain HTTP. */
  readonly tls?: TlsIdentity;
  /** Gets one line a request, without secrets, names and ID numbers. Nobody by default. */
  readonly log?: (line: string) => void;
  /** How liveness checks end: `pass` (default), `fail`, `cancel` or a documented reason. What really happens before wins. */
  readonly outcome?: Outcome;
  /** The same for single accounts, by role; it wins over `outcome`. */
  readonly outcomes?: Partial<Readonly<Record<Role, Outcome>>>;
  /** How long a liveness check may take, from the opening of the page; 60 s. */
  readonly livenessTimeLimitSeconds?: number;
  /** Whether nobody watches the liveness page: then it looks and says good-bye no longer than a program needs; false. */
  readonly pageUnwatched?: boolean;
  /** Hosts beside loopback that `notify_url` may name, as written in the URL; none. */
  readonly allowCallbackHosts?: readonly string[];
  /** Rules to break, each `RULE:KIND` by the names of `breaks/list.ts`; none. */
  readonly breaks?: readonly string[];
  /** What a service was seen to do where the page leaves it open: this emulator then does the same. */
  readonly behaveLike?: readonly SilentSeen[];
  /** Other checks in place of the documented ones, by rule id: for proofs that a broken rule is noticed. */
  readonly replaceChecks?: Readonly<Record<string, CheckRequest>>;
  /** Other behaviours in place of the documented ones, by rule id: for proofs that a broken rule is noticed. */
  readonly replaceBehaviours?: Partial<Behaviours>;
}

/** The options completed and checked; inside, nothing is optional. */
export interface EmulatorSettings {
  readonly contracts: { readonly getToken: ContractLookup; readonly getResult: ContractLookup };
  readonly host: string;
  readonly port: number;
  readonly concurrencyLimit: number;
  readonly limitedHoldMs: number;
  readonly latency: Latency;
  readonly errorShare: number;
  readonly tokenLifeSeconds: number;
  readonly seed: number;
  readonly bodyLimitBytes: number;
  readonly tls: TlsIdentity | undefined;
  readonly log: (line: string) => void;
  readonly outcome: Outcome;
  readonly outcomes: Partial<Readonly<Record<Role, Outcome>>>;
  readonly livenessTimeLimitSeconds: number;
  readonly pageUnwatched: boolean;
  readonly notify: NotifySettings;
  readonly checks: { readonly getToken: CheckTable; readonly getResult: CheckTable };
  readonly behaviours: Behaviours;
}

/** Completes the options. Throws EmulatorOptionError for a value that cannot be used. */
export function completeOptions(options: EmulatorOptions): EmulatorSettings {
  const broken = beginBreaks((options.breaks ?? []).map(checkedBreak));
  const seen = behaveLike(options.behaveLike ?? []).parts;
  const replacements = { ...seen.checks, ...broken.checks, ...checkedReplacements(options.replaceChecks ?? {}) };
  const isResultRule = (id: string) => getResult.rules.some((rule) => rule.id === id);
  return {
    contracts: { getToken: lookUp(getToken), getResult: lookUp(getResult) },
    host: options.host ?? '127.0.0.1',
    port: whole('port', options.port ?? 0, 0, 65_535),
    concurrencyLimit: whole('concurrencyLimit', options.concurrencyLimit ?? 5, 1, 1_000_000),
    limitedHoldMs: whole('limitedHoldMs', options.limitedHoldMs ?? 150, 0, 600_000),
    latency: checkLatency(options.latency ?? { kind: 'none' }),
    errorShare: checkShare(options.errorShare ?? 0),
    tokenLifeSeconds: whole('tokenLifeSeconds', options.tokenLifeSeconds ?? 3600, 1, 31_536_000),
    seed: whole('seed', options.seed ?? 1, 0, Number.MAX_SAFE_INTEGER),
    bodyLimitBytes: whole('bodyLimitBytes', options.bodyLimitBytes ?? 12_000_000, 1, 2 ** 31),
    tls: options.tls,
    log: options.log ?? (() => undefined),
    outcome: checkOutcome('outcome', options.outcome ?? 'pass'),
    outcomes: checkOutcomes(options.outcomes ?? {}),
    livenessTimeLimitSeconds: whole('livenessTimeLimitSeconds', options.livenessTimeLimitSeconds ?? 60, 1, 86_400),
    pageUnwatched: options.pageUnwatched ?? false,
    notify: { ...NOTIFY_LIMITS, allowedHosts: options.allowCallbackHosts ?? [], resolve: resolveBySystem },
    checks: {
      getToken: replaceChecks(getTokenChecks, replacements, (id) => !isResultRule(id)),
      getResult: replaceChecks(getResultChecks, replacements, isResultRule),
    },
    behaviours: {
      ...documentedBehaviours,
      ...seen.behaviours,
      ...broken.behaviours,
      ...checkedBehaviours(options.replaceBehaviours ?? {}),
    },
  };
}

function whole(option: string, value: number, min: number, max: number): number {
  if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
  throw new EmulatorOptionError(option, value, `a whole number from ${min} to ${max}`);
}

function checkShare(value: number): number {
  if (value >= 0 && value <= 1) return value;
  throw new EmulatorOptionError('errorShare', value, 'a share from 0 to 1');
}

function checkLatency(latency: Latency): Latency {
  if (latency.kind === 'fixed' && !(latency.ms >= 0 && latency.ms <= 600_000)) {
    throw new EmulatorOptionError('latency', latency, '"ms" from 0 to 600000');
  }
  if (latency.kind === 'log-normal') {
    const { medianMs, p99Ms } = latency;
    if (!(medianMs > 0 && p99Ms >= medianMs && p99Ms <= 600_000)) {
      throw new EmulatorOptionError('latency', latency, '"medianMs" above 0 and "p99Ms" from medianMs to 600000');
    }
  }
  return latency;
}

function checkOutcome(option: string, outcome: Outcome): Outcome {
  if (OUTCOMES.includes(outcome)) return outcome;
  throw new EmulatorOptionError(option, outcome, `one of ${OUTCOMES.join(', ')}`);
}

function checkOutcomes(outcomes: Partial<Readonly<Record<Role, Outcome>>>) {
  for (const [role, outcome] of Object.entries(outcomes)) checkOutcome(`outcomes.${role}`, outcome);
  return outcomes;
}

function checkedBreak(name: string) {
  const found = breakOf(name);
  if (found === undefined) throw new EmulatorOptionError('breaks', name, 'RULE:KIND as "--list-breaks" lists them');
  return found;
}

function checkedReplacements(replacements: Readonly<Record<string, CheckRequest>>) {
  const known = new Set<string>([
    ...contracts.flatMap(({ rules }) => rules.map(({ id }) => id)),
    ...getTokenChecks.parameters.map(({ id }) => id),
  ]);
  for (const id of Object.keys(replacements)) {
    if (id in documentedBehaviours)
      throw new EmulatorOptionError('replaceChecks', id, 'a check; this rule is one of replaceBehaviours');
    if (!known.has(id)) throw new EmulatorOptionError('replaceChecks', id, 'the id of a rule of a contract');
  }
  return replacements;
}

function checkedBehaviours(replacements: Partial<Behaviours>): Partial<Behaviours> {
  for (const id of Object.keys(replacements)) {
    if (!(id in documentedBehaviours)) {
      const known = Object.keys(documentedBehaviours).join(', ');
      throw new EmulatorOptionError('replaceBehaviours', id, `one of ${known}`);
    }
  }
  return replacements;
}
