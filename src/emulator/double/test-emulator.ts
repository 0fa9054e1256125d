import type { Role } from '../../contract/types.js';
import type { Outcome } from '../endpoints/liveness/status.js';
import type { EmulatorStats } from '../server.js';
import type { AnswerOptions } from './answer-queue.js';
import type { AnswerSpec } from './answer-spec.js';
import type { DoubleOptions } from './double.js';
import type { Posted } from './post-form.js';
import type { SeenRequest } from './seen-requests.js';
import type { TellOptions } from './telling.js';

/** What may be chosen at the start; everything has a default. */
export interface StartOptions extends Omit<DoubleOptions, 'replaceChecks' | 'replaceBehaviours'> {
  /** Opens the control API below `/__facegate/`, on loopback only; false. */
  readonly control?: boolean;
}

/** How a check ends, and how that is told. */
export interface EndOptions extends TellOptions {
  /** `pass`, `fail`, `cancel` or a documented failure reason; that of the start, else `pass`. */
  readonly outcome?: Outcome;
}

/** The vendor's API on this machine, for one's own tests. */
export interface TestEmulator extends AsyncDisposable {
  /** Where it listens, e.g. `http://127.0.0.1:41234`; no slash at the end. */
  readonly url: string;
  /** Key and secret of its accounts; `full` may do everything. */
  readonly accounts: Readonly<Record<Role, { readonly apiKey: string; readonly apiSecret: string }>>;
  /**
   * Answers the next request that fits in this way. Answers are taken in the order in which they were prepared; a request that none
   * fits is answered as the vendor's page says. Throws EmulatorOptionError for an answer that cannot be given.
   */
  answerNext(answer: AnswerSpec, options?: AnswerOptions): void;
  /** What came so far, oldest first, with secrets, names and identity numbers hidden; the latest 10,000. */
  readonly requests: readonly SeenRequest[];
  /** Ends the check of a token without a browser and posts the notification, once. */
  notify(token: string, options?: EndOptions): Promise<Posted>;
  /** The same, and then posts the form with which a browser returns. */
  finish(token: string, options?: EndOptions): Promise<{ readonly notify: Posted; readonly return: Posted }>;
  /** Forgets what came and which answers were prepared: between two tests. */
  reset(): void;
  stats(): EmulatorStats;
  /** Stops listening and drops what is open. */
  close(): Promise<void>;
}
