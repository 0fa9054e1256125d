import { sayOfAnswers as say } from '../../sayings/answers.js';
import type { Exchange } from '../send/types.js';

const MOST_UNREACHED = 5;
const MOST_TIMED_OUT = 3;

/** Notices when a target is gone, so that a run of hundreds of requests does not wait for each of them. */
export interface Reachability {
  /** Takes in what came of a request with so many milliseconds of time. */
  note(exchange: Pick<Exchange, 'answer' | 'wallMs'>, timeoutMs: number): void;
  /** Why nothing more is to be sent; empty when more may be. */
  lost(): string;
}

/** Watches for a target that could not be reached some times in a row, or let the time run out some times in a row. */
export function watchReachability(): Reachability {
  let unreached = 0;
  let timedOut = 0;
  return {
    note({ answer, wallMs }, timeoutMs) {
      unreached = answer.kind === 'unreachable' ? unreached + 1 : 0;
      timedOut = answer.kind === 'unknown' && wallMs >= timeoutMs ? timedOut + 1 : 0;
    },
    lost() {
      if (unreached >= MOST_UNREACHED) return say('unreached', { count: MOST_UNREACHED });
      if (timedOut >= MOST_TIMED_OUT) return say('timedOut', { count: MOST_TIMED_OUT });
      return '';
    },
  };
}
