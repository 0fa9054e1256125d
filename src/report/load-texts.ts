import type { LoadKind, OutcomeKind, SlaVerdict, StaircaseStep } from '../records/load-types.js';
import { count, duration, millis } from './format.js';

const requests = (value: number): string => `${count(value)} ${value === 1 ? 'request' : 'requests'}`;
const is = (value: number): string => (value === 1 ? 'is' : 'are');

/** `1st`, `22nd`, `113th`. */
function ordinal(value: number): string {
  const teen = value % 100 > 10 && value % 100 < 14;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${count(value)}${ending}`;
}

const notRun = (kind: LoadKind, script: string): string =>
  kind === 'limit' ? 'The limit was not looked for' : `${script} was not run`;
const lower = (text: string): string => text.replace(/^The /, 'the ');

/** What the reports say of load runs. */
export const loadTexts = {
  kind: {
    smoke: 'smoke',
    latency: 'latency',
    ramp: 'ramp',
    spike: 'spike',
    soak: 'soak',
    limit: 'limit',
    sla: 'SLA',
    watch: 'watch',
    script: 'script',
  } satisfies Record<LoadKind, string>,
  verdict: { pass: 'kept', fail: 'broken', inconclusive: 'undecided' } satisfies Record<SlaVerdict, string>,
  outcome: {
    ok: 'got a token',
    refused: 'refused for concurrency',
    rejected: 'rejected',
    'server-error': 'server errors',
    unanswered: 'unanswered',
    garbled: 'not an answer of the API',
  } satisfies Record<OutcomeKind, string>,
  round: { held: 'accepted', refused: 'refused', unknown: 'unclear' } satisfies Record<
    StaircaseStep['outcome'],
    string
  >,

  contents: (kind: string, script: string) => (kind === script ? `Load run: ${kind}` : `Load run: ${kind} (${script})`),
  facts: (kind: string, script: string, engine: string, started: string, took: string, exitCode: number) =>
    `${kind} run of ${script} · engine ${engine} · ${started} · ${took} · exit code ${exitCode}`,

  interval: {
    both: (confidence: string, range: string) => `${confidence} interval ${range}`,
    from: (confidence: string, low: string) => `${confidence} interval from ${low}, open above`,
    to: (confidence: string, high: string) => `${confidence} interval up to ${high}, open below`,
    none: 'too few samples for an interval',
  },
  bounds: { from: (low: string) => `from ${low}`, to: (high: string) => `up to ${high}`, none: 'open' },

  finding: {
    cutOff: (ms: number) => `INCOMPLETE: the run was cut off after ${duration(ms)}`,
    cutOffBrief: 'a load run is INCOMPLETE',
    ended: (code: number) => `The script ended with exit code ${code}`,
    endedBrief: (script: string, code: number) => `${script} ended with exit code ${code}`,
    slaKept: (what: string) => `The SLA is kept: ${what}`,
    slaKeptBrief: 'the SLA is kept',
    slaBroken: (what: string) => `The SLA is broken: ${what}`,
    slaBrokenBrief: (objectives: string) => `the SLA is broken (${objectives})`,
    slaVoid: (why: string) => `The SLA cannot be decided: ${why}`,
    slaOpen: (samples: number) =>
      `The SLA cannot be decided yet: ${count(samples)} more ${samples === 1 ? 'sample' : 'samples'} needed`,
    slaNever: (what: string) => `The SLA cannot be decided: no number of samples would prove ${what} kept or broken`,
    slaNothing: 'The SLA cannot be decided: nothing was measured',
    slaOpenBrief: 'the SLA cannot be decided',
    objective: (name: string, measured: string, promised: string, interval: string, samples: number) =>
      `${name} is ${measured}, ${promised} (${interval}, n = ${count(samples)})`,
    promised: (target: string, kind: 'latency' | 'availability') =>
      kind === 'latency' ? `${target} promised` : `${target} promised at least`,
    noAnswer: 'beyond the requests that were answered',
    availability: 'availability',

    limit: (value: number, held: string, refused: string) =>
      `${requests(value)} may be in flight at once: accepted in ${held} rounds, the ${ordinal(value + 1)} refused in ${refused}`,
    limitBrief: (value: number) => `${requests(value)} may be in flight at once`,
    limitLoop: (inLoop: number, answerMs: number | null, late: string) => {
      const answers = answerMs === null ? '' : ` of ${millis(answerMs)} answers`;
      const loop = inLoop === 0 ? 'one after the other is refused' : count(inLoop);
      return `; that is from rest: in a loop${answers} ${loop}${late === '' ? '' : `, as a slot comes back ${late} late`}`;
    },
    upTo: (to: number) => `up to ${count(to)} ms`,
    between: (from: number, to: number) => (from === to ? `${count(to)} ms` : `${count(from)}–${count(to)} ms`),
    limitQueue: (level: number, most: number) =>
      `No refusal up to ${requests(level)} at once, but beyond ${count(most)} at once they wait: the time of an answer rises in steps, the throughput stays the same`,
    limitQueueBrief: 'no refusal, but requests wait',
    limitRate: (low: number) =>
      `Refusals follow the rate of requests, not how many are in flight: ${count(low)} at once were accepted`,
    limitRateBrief: 'refusals follow the rate of requests',
    limitNone: (low: number, answers: number, share: string) =>
      `At least ${requests(low)} may be in flight at once: none of ${count(answers)} was refused (refusals rarer than ${share}, 95 % confidence)`,
    limitNoneBrief: (low: number) => `at least ${requests(low)} may be in flight at once`,
    limitStopped: (why: string) => `The limit was not found: ${why}`,
    limitStoppedBrief: 'the limit was not found',
    limitKnown: (low: number, high: string) =>
      `At least ${count(low)} at once were accepted (range ${count(low)}–${high})`,
    open: 'open',

    crossed: (crossed: number, total: number, names: string) =>
      `${count(crossed)} of ${count(total)} ${total === 1 ? 'threshold' : 'thresholds'} ${is(crossed)} crossed: ${names}`,
    checks: (names: readonly string[]) =>
      `${count(names.length)} ${names.length === 1 ? 'check' : 'checks'} failed: ${names.join(', ')}`,
    check: (name: string, fails: number, all: number) => `${name} (${count(fails)} of ${count(all)})`,
    crossedBrief: (crossed: number) => `${count(crossed)} ${crossed === 1 ? 'threshold is' : 'thresholds are'} crossed`,
    held: (total: number) => (total === 1 ? 'The one threshold holds' : `All ${count(total)} thresholds hold`),
    threshold: (threshold: string, metric: string) => `${threshold} on ${metric}`,
    within: (share: string, all: boolean, ms: string, interval: string, samples: number) =>
      `${share} of ${all ? 'requests answer' : 'requests with a token answer'} within ${ms} (${interval}, n = ${count(samples)})`,
    withinBrief: (share: string, ms: string) => `${share} of requests answer within ${ms}`,
    noToken: (total: number) => `None of ${requests(total)} got a token`,
    nothing: 'Nothing was measured',
    ran: (script: string) => `${script} ran to its end`,
    notRun: (kind: LoadKind, script: string, why: string) => `${notRun(kind, script)}: ${why}`,
    notRunBrief: (kind: LoadKind, script: string) => lower(notRun(kind, script)),
  },

  measured: {
    requests: (total: number, warmup: number) =>
      warmup === 0
        ? `${requests(total)} measured`
        : `${requests(total)} measured, ${count(warmup)} more of the warm-up left out`,
    others: (parts: string) => `not answered with a token: ${parts}`,
    allOk: 'all got a token',
    dropped: (dropped: number) =>
      `${count(dropped)} ${dropped === 1 ? 'arrival was' : 'arrivals were'} not sent, as no user was free`,
    noneDropped: 'no arrival was dropped',
    lag: (ms: string) => `iterations began up to ${ms} after their intended start (p99)`,
    inFlight: (reached: number, shown: number, atServer: number | null) =>
      `${count(reached)} were on their connections at one time, ${count(shown)} of them in the server for certain${atServer === null ? '' : `, ${Number(atServer.toFixed(1))} on average by the time it says it took`}`,
    cost: (probes: number, sent: number) => `${count(probes)} ${probes === 1 ? 'round' : 'rounds'}, ${requests(sent)}`,
  },

  sla: {
    heading: (confidence: string) => `What was promised, with ${confidence} confidence`,
    promise: 'promise',
    measured: 'measured',
    interval: (confidence: string) => `${confidence} interval`,
    samples: 'samples',
    broken: 'broke it',
    verdict: 'verdict',
    needed: 'samples still needed',
    none: 'nothing measured',
    unanswered: 'unanswered',
    never: 'no number would decide',
    decided: '–',
    voids: 'What keeps this run from proving it',
    again: 'a run without what is told below',
    reason: (needed: number | null, isVoid: boolean) =>
      needed !== null
        ? `${count(needed)} more samples would decide`
        : isVoid
          ? 'this run cannot prove it'
          : 'no number of samples would decide',
  },

  thresholds: {
    heading: 'Thresholds of the script',
    threshold: 'threshold',
    metric: 'metric',
    state: 'state',
    ok: 'holds',
    crossed: 'crossed',
  },
  metrics: {
    heading: (total: number) => `All ${count(total)} metrics of the script`,
    metric: 'metric',
    values: 'values',
  },
  evidence: 'What this rests on',
  watch: {
    days: 'By day',
    hours: (hours: number) => `By hour: ${count(hours)} ${hours === 1 ? 'hour' : 'hours'} with samples`,
    more: (periods: number) => `and ${count(periods)} earlier; --out writes all of them`,
    earlier: (hours: number) => `${count(hours)} earlier ${hours === 1 ? 'hour is' : 'hours are'} in results.json`,
    day: 'day (UTC)',
    hour: 'hour (UTC)',
    verdict: 'SLA',
    samples: 'samples',
    available: 'available',
    resumed: (times: number) => `taken up again ${times === 1 ? 'once' : `${count(times)} times`}`,
    torn: (lines: number) => `${count(lines)} torn ${lines === 1 ? 'line' : 'lines'} left out`,
  },

  chart: {
    numbers: 'The numbers',
    alt: (what: string) => `Chart: ${what}. Its numbers are in the table below it.`,
    distribution: (half: string, most: string) => `Half of the requests answer within ${half}, 95 % within ${most}`,
    distributionOne: (ms: string) => `The one request took ${ms}`,
    distributionNote: (total: number) => `${requests(total)} with a token, on a logarithmic scale`,
    distributionOver: (over: number, target: string) =>
      `${over === 0 ? 'none' : count(over)} took longer than ${target} or failed`,
    distributionAlt: 'how many requests took how long, with percentiles',
    every: (seconds: number) => (seconds === 1 ? 'second' : duration(seconds * 1000).replace('.0 s', ' s')),
    steady: (low: string, high: string, every: string) =>
      low === high
        ? `The 95th percentile of every ${every} is ${low}`
        : `The 95th percentile of every ${every} lies between ${low} and ${high}`,
    steadyNote: (every: string) => `p50, p95 and the slowest answer of every ${every}`,
    steadyAlt: 'p50, p95 and maximum over time',
    rate: (rate: string, rest: string) => `${rate} ${rate === '1' ? 'request' : 'requests'} a second, ${rest}`,
    rateAllOk: 'all with a token',
    rateRest: (parts: string) => `not all with a token: ${parts}`,
    rateNote: (every: string) => `what became of them, counted every ${every}`,
    rateAlt: 'requests a second over time, by what became of them',
    share: (percent: string) => `The time that the server says it took is ${percent} of the mean answer time`,
    shareNote: 'the rest is network and queueing; means add up, percentiles do not',
    shareAlt: 'server and network share of the answer time',
    stairs: (value: number) => `${count(value)} at once are accepted, ${count(value + 1)} are refused`,
    stairsNone: (low: number) => `Up to ${count(low)} at once, nothing was refused`,
    stairsOpen: (low: number) => `${count(low)} at once are accepted`,
    stairsNote:
      'rounds in order; height: requests in flight that were reached; lone requests between rounds left out; an unclear round says nothing of the limit',
    stairsAlt: 'the level of every round of the search, and whether it was accepted',

    requests: 'requests',
    aSecond: 'requests a second',
    ms: 'milliseconds',
    msLog: 'milliseconds, logarithmic',
    inFlight: 'in flight',
    rounds: 'rounds in order',
    time: 'since the first measured request',
    limit: (value: number) => `limit ${count(value)}`,
    sla: (name: string, target: string) => `SLA ${name} ≤ ${target}`,
    seconds: (value: number) => `${count(value)} s`,
    minutes: (value: number) => `${count(value)} min`,
    hours: (value: number) => `${count(value)} h`,
    p50: 'p50',
    p95: 'p95',
    max: 'max',
    ok: 'token',
    refused: 'refused',
    failed: 'failed',
    dropped: 'not sent',
    withinTarget: (target: string) => `within ${target}`,
    overTarget: 'longer',
    wall: 'whole',
    server: 'server',
    network: 'network',
    mean: 'mean',
    p99: 'p99',
  },

  table: {
    percentile: 'percentile',
    value: 'value',
    interval: '95 % interval',
    bucket: 'above – up to',
    share: 'share',
    upTo: 'up to here',
    at: 'from',
    part: 'part',
    round: 'round',
    purpose: 'purpose',
    rest: 'rest (ms)',
    level: 'asked',
    reached: 'reached',
    shown: 'in the server',
    accepted: 'accepted',
    refused: 'refused',
    unknown: 'unclear',
    outcome: 'counts as',
    range: (from: number, to: number) => `${millis(from).replace(/ ms$/, '')} – ${millis(to)}`,
  },

  tile: {
    promised: (objective: string, verdict: string) => `${objective}: ${verdict}`,
    interval: (interval: string, samples: number) => `${interval}, n = ${count(samples)}`,
    atOnce: (value: string) => `${value} at once`,
    range: (low: number, high: number | null) =>
      low === high ? 'one more was refused' : `range ${count(low)}–${high === null ? 'open' : count(high)}`,
    limit: 'requests in flight',
    within: (percentile: string, ms: string) => `${percentile} ${ms}`,
    latency: (script: string) => `answer time, ${script}`,
    thresholds: (script: string) => `thresholds hold, ${script}`,
  },

  junit: {
    suite: (kind: string, script: string) => `load ${kind}: ${script}`,
    runs: 'The script runs to its end',
    limit: 'The limit of requests in flight is found',
    sla: (objective: string) => `SLA ${objective}`,
  },
};
