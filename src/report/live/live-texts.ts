import { count, duration, millis } from '../format.js';

/** A time that is told anew every second: `8 s`, `4 min 05 s`. */
export function wholeSeconds(ms: number): string {
  return ms < 59_500 ? `${Math.round(ms / 1000)} s` : duration(ms);
}

/** What the page of a run under way says. */
export const liveTexts = {
  address: 'live page, until the run ends',
  running: (command: string) => `${command} is running`,
  ended: 'The run has ended',
  lost: 'The run does not answer any more: it was ended, or this page was cut off from it.',
  report: 'The terminal names the report.',
  waiting: 'Waiting for the first figures.',
  scripts: 'This page needs JavaScript. The terminal shows the same figures.',
  alt: (what: string) => `Chart: ${what}`,
  engine: (name: string) => `engine ${name}`,
  tiles: {
    rate: 'requests a second',
    time: 'answer time, 95th percentile',
    errors: 'errors',
    refused: 'refused for concurrency',
    dropped: 'not sent',
    left: 'time',
  },
  caseTiles: { done: 'of the cases done', broken: 'rules broken', undecided: 'cases undecided', spent: 'time' },
  doneDetail: (done: number, total: number) => `${count(done)} of ${count(total)}`,
  brokenDetail: (failed: number) => `${count(failed)} ${failed === 1 ? 'case' : 'cases'} failed`,
  undecidedDetail: (notRun: number) => (notRun === 0 ? '' : `${count(notRun)} not run`),
  /** `over`: the run has ended. */
  rateDetail: (requests: number, over: boolean) =>
    `${count(requests)} ${requests === 1 ? 'request' : 'requests'} ${over ? 'in all' : 'so far'}`,
  timeDetail: (p50: number) => `p50 ${millis(p50)}`,
  warmingUp: 'warming up',
  errorsDetail: 'neither a token nor a refusal',
  droppedDetail: 'as no user was free',
  left: (ms: number) => `${wholeSeconds(ms)} left`,
  elapsed: (ms: number, over: boolean) => `${wholeSeconds(ms)} ${over ? 'in all' : 'so far'}`,
};
