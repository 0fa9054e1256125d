import { type Say, sayer } from './say.js';

/** What is said of a run as a whole and of its load runs. */
export const RUN = {
  interrupted: 'interrupted before the end; the report holds what was done until then',
  interruptedMeasuring: 'interrupted before the end; the report holds what was measured until then',
  interruptedBefore: 'interrupted before {script} was run',
  cutOff: 'the run was cut off: killed, or its machine went down; the report holds what was recorded until then',
  tornLine: '{what}; 1 line was not whole and left out',
  tornLines: '{what}; {count} lines were not whole and left out',
  undecided: '{scenarios} could not be decided: {reason}',
  moreReasons: 'and {count} more reasons, in the report',
  scenarios: '{count} scenarios',
  nothingRun: 'no scenario was run, so nothing is known about the target',
  notReached: '{url} could not be reached: {reason}; {cure}',

  runnerNotStarted: 'the runner could not be started: {reason}',
  runnerEnded: 'the runner ended ({code}) before it began: {text}',
  runnerKilled: 'the runner was ended by {code}',
  deviation: '{text}; since {since}, until {expires}, signed {signed}',
  deviationChanged: 'changed: {place} knows of "{what}" here',
  deviationExpired: '{place} knows of this, and has expired on {date}',
  deviationFixed: '{place}: {rule} is fixed: remove the entry',
  noneOfThese: 'none of these',
  inFlight: 'requests in flight',

  watched: '{url}, a request without a photo every {count} s',
  watchedWithPhoto: '{url}, a request with a photo every {count} s',
  noneAnswered:
    'none of {count} requests of {script} was answered; check "url" in the target file, or run "facegate doctor --target …"',
  samplesLost: 'samples were lost: {reason}; free some space, or give --out json=FILE another file',
  fileLost: 'a file that the script asks for is lost: {reason}',
  overBudget:
    'stopped, as the script asked for more than the budget of the target has left; raise it in the target file, or lower the load',
  endedByScript: 'the script ended the run: {reason}',
  endedByEngine: 'the engine ended with {code}',
  emulatorEnded:
    'the embedded emulator was ended ({how}) in the middle of the run, so nothing measured counts; run it again',
  emptyFile: '{file} holds no samples, so nothing is known about the target',
  noToken: '{file}: no sample got a token, so nothing was measured',
  sendsTooFast: 'the script would send {rate} requests a second at its peak, and budget.per_second is {limit}; {cure}',
  sendsTooMany: 'the script would send {count} requests, and {of} are left of the budget; {cure}',
  sendsUnbounded:
    "the script's options do not bound its requests, and the budget is {of}; use an arrival rate or a number of iterations",
  lowerOption: 'lower {name}, or raise the budget in the target file',
  lowerOptions: 'lower {name} or {other}, or raise the budget in the target file',
  lowerScript: 'lower the load in the options of the script, or raise the budget in the target file',
  lowerAgreedRate: 'give an agreement (--sla) with a lower rate, or raise the budget in the target file',
  lowerAgreement:
    'give an agreement (--sla) with a lower rate, fewer samples or a shorter duration, or raise the budget in the target file',
  untold: 'what {script} would send cannot be told from its options, and the target has a budget; use --engine node',

  noRound: 'the limit search did not come to a single round',
  limitUnsure: 'the limit is not known for sure: {reason}',
  rateFirst:
    'a limit on the rate of requests was met before {count} were in flight, so the limit on concurrency is not known',
  waitBeyond: 'requests wait beyond {count} at once, and the target file promises {promised} (concurrency_limit)',
  tooLow:
    'concurrency.limit: {count} at once are accepted, and the target file promises {promised} (concurrency_limit)',
  lessInLoop:
    '{count} at once are accepted from rest, in a closed loop {loop}, and the target file promises {promised} (concurrency_limit)',

  objectiveBroken: '{objective} is broken: {seen}, {samples} samples',
  objectiveOpen: '{objective} is not proved: {seen}, {samples} samples',
  objectiveNeeds: '{objective} is not proved: {seen}, {samples} samples; {more} more samples like these would decide',
  availability: 'availability ≥ {share} %',
  measured: 'measured {value} {unit}',
  notMeasured: 'not measured',
  thresholdCrossed: 'threshold {metric}: {threshold} does not hold{seen}',
  withoutToken: ' (of {count} requests {parts})',
  unanswered: '{count} unanswered',
  refused: '{count} refused',
  rejectedOnes: '{count} rejected',
  serverErrors: '{count} server errors',
  garbled: '{count} garbled',
  tooBusy:
    'this machine was too busy to judge latencies: the load generator ran up to {late} ms late (p99), {tolerated} ms are tolerated; lower the rate or use more cores',
  lateArrivals:
    '{objective}: arrivals began up to {late} ms late, and from the intended start up to {count} of {of} may be over the limit; this machine is too busy for the rate',
  lengthened:
    '{objective}: the load generator ran up to {late} ms late (p99), {tolerated} ms are allowed, and without that it may be kept; latencies look longer than they are',
  nothingMeasured: 'nothing was measured',
  notToItsEnd: 'the run did not come to its end',
  dropped: '{count} arrivals were not sent, as no user was free; raise the number of users, or lower the rate',
  overLimit: '{count} requests were over the concurrency limit of the account; lower the rate',
  rejected: '{count} requests were rejected; the account or the request is not accepted, see the answers',
} as const;

export const say: Say<typeof RUN> = sayer(RUN);
