import { type Say, sayer } from './say.js';

/** What the search for the limit found, what that rests on, and why it is not sure. */
export const LIMIT = {
  range: '{low}–{high}',
  open: 'open',
  found: 'L = {count} (range {range}): {count} at once accepted in {held}, one more refused in {refused}',
  share: '{count} of {of} rounds',
  waits: 'no refusal up to {count} at once; beyond {of} at once requests wait',
  noneAtAll: 'not even a lone request is accepted after a rest',
  byRate: 'refusals follow the rate of requests, not the number in flight (up to {count} at once were accepted)',
  loneRefused:
    'a lone request is refused although nothing else is in flight: a limit on the rate, or other traffic on the same key',
  atLeast: 'at least {count} at once are accepted; more was not tried',
  noLimit: 'no limit up to {count} at once',
  nothing: 'nothing was found out',
  accepted: 'at least {count} at once were accepted',
  acceptedRange: 'at least {count} at once were accepted (range {range})',
  queue:
    'however many are sent at once, {count} of them are answered as fast as a lone one; the others take two, three, … times as long, and the throughput stays the same',
  inServer: '{count} accepted requests were for certain in the server at one time',
  recovered: 'after every refused round a lone request was accepted within {count} ms',
  outvoted:
    'one round was outvoted: {count} of {of} refused {seconds} s after the start, accepted in three later rounds; other traffic on the same key looks like that',
  againOnce: 'the search began again once, as a confirmation failed',
  again: 'the search began again {count} times, as a confirmation failed',
  onConcurrency:
    'on requests in flight, not on the rate: after a rest, one more than the level was refused, at once and spread out',
  few: 'many requests with few in flight were refused, too',
  fill: 'after a rest, one more than the level was accepted when spread out',
  return: 'after a burst requests come free one after another, long after its answers are home',
  loop: 'in a closed loop {count} are accepted as well: none of {of} requests was refused',
  loopOf: 'in a closed loop of {ms} ms answers {count} are accepted as well: none of {of} requests was refused',
  fromRest: '{count} from rest; in a loop {loop}',
  fromRestOf: '{count} from rest; in a loop of {ms} ms answers {loop}',
  late: '{loop}, as a slot comes back {range} late',
  upTo: 'up to {ms} ms',
  oneByOne: 'one after the other is refused',
  lateAlone:
    'late slots alone do not explain that {count} in a loop are refused: a limit on the rate beside it, or several counters behind a balancer, may do',
  unseen:
    'no refusal among {count} requests at {of} in flight: refusals there are rarer than {share} %, with 95 % confidence',

  lateOrRate:
    'from rest {count} at once are accepted, but requests are refused long after nothing is in flight any more: that may be a limit on the rate, or slots that come back very late',
  notRecovered: 'a lone request was still refused five seconds after a burst',
  unsteady:
    'not steady: the same levels were now accepted and now refused; other traffic on the same key, or several counters behind a balancer, look like that',
  contradicted:
    'not steady: rounds of this search contradict each other; other traffic on the same key, or several counters behind a balancer, look like that',
  fewerInLoop:
    'from rest {count} at once were accepted, in a closed loop no more than {of}: slots that come back late, or a limit on the rate',
  noOverlap:
    '{what}, but the overlap was not reached: no more than {count} were shown to be in the server at one time; answers that take longer (photos), or a machine with less to do, show more',
  noneRefused: 'nothing was refused',
  neverAndAlways: '{count} at once were never refused and {of} always were',
  changed:
    'not steady: the limit changed between {seconds} s and {to} s after the start of the search: {what}, {count} since',
  moreBefore: 'up to {count} at once were accepted until then',
  fewerBefore: 'no more than {count} at once were accepted until then',
  noAnswers: 'three rounds in a row drew no answer',
  otherAnswers: '{count} at once were not shown: three rounds in a row drew other answers, most of them {answer}',
  limitedByRate: '{what}, which is a limit on the rate',
  budget: 'the budget of {count} requests: {of} are sent and the next round needs up to {more}',
  overLimitTooLong: '{count} ms were spent over the limit; {of} ms are allowed',
  serverErrors: '{count} of {of} answers were server errors (5xx): more than 2 %',
  slow: 'at {count} in flight the 95th percentile is {ms} ms, at rest it was {of} ms',
  overLimit:
    'the limit search would go over the limit of {url}, which is not this machine; agree on it with its owner, then {cure}',
  headroomNeeds:
    'the headroom check needs the number of requests at once that is contracted; {cure}, or name concurrency_limit and the account "limited" in the target file',
  searchNeeds: 'the limit search needs {count} requests at least, and {of} are left of the budget',
  orHeadroom: 'give --saturate, or --mode headroom',
  orModeHeadroom: 'give --saturate, or set FACEGATE_MODE=headroom',
  giveMax: 'give --max',
  setMax: 'set FACEGATE_MAX, or use "--max" of limit',
  cutOff: 'the run was cut off before the search came to its end',
  gateInterrupted: 'the gate was interrupted before it',
} as const;

export const sayOfLimit: Say<typeof LIMIT> = sayer(LIMIT);
