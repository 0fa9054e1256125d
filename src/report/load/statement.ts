import type { Tone } from '../tone.js';

/** One thing that a load run showed. */
export interface Statement {
  readonly tone: Tone;
  /** A sentence without its full stop, with the uncertainty of what it says. */
  readonly text: string;
  /** The same for a line that tells of several runs. */
  readonly brief: string;
}
