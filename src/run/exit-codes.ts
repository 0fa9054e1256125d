/** Every exit code of the program. A code other than 0 always comes with at least one printed cause. */
export const EXIT = {
  /** Every rule that was judged held. */
  passed: 0,
  /** A rule was broken, or a promise of the program itself (a rule without scenarios, a threshold) was. */
  failed: 1,
  /** The command line, a file or the environment is wrong, or a file could not be written. */
  usage: 2,
  /** The target could not be reached, or what answers there is not the API. */
  unreachable: 3,
  /** Too little was seen to say yes or no: nothing judged, the budget used up, doubtful measurements. */
  inconclusive: 4,
  /** This machine gave way: too few open files, no room for temporary files or for what is printed, a part of the program killed. */
  machine: 5,
  /** Stopped by Ctrl-C or the end of the terminal; what was done so far is in the report, marked INCOMPLETE. */
  interrupted: 130,
  /** The same, stopped by SIGTERM. */
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The gravest first: which one speaks for a run that has several. */
const PRECEDENCE: readonly ExitCode[] = [
  EXIT.interrupted,
  EXIT.terminated,
  EXIT.usage,
  EXIT.machine,
  EXIT.failed,
  EXIT.unreachable,
  EXIT.inconclusive,
  EXIT.passed,
];

/** The code of a run made of several parts: 130 and 143 before 2 before 5 before 1 before 3 before 4 before 0; 0 for none. */
export function worstExit(codes: readonly ExitCode[]): ExitCode {
  return PRECEDENCE.find((code) => codes.includes(code)) ?? EXIT.passed;
}

/** Whether a run that ended so saw too little of what it was to see. */
export function isCutShort(code: ExitCode): boolean {
  return CUT_SHORT.includes(code);
}

const CUT_SHORT: readonly ExitCode[] = [EXIT.interrupted, EXIT.terminated, EXIT.unreachable, EXIT.usage, EXIT.machine];
