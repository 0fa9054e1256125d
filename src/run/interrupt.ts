import { EXIT, type ExitCode } from './exit-codes.js';

/** A part of the program that can wind down when the user stops it. */
export interface InterruptWatch {
  interrupted(): boolean;
  /** Stops watching: from now on a signal is only remembered. */
  end(): void;
}

interface Phase {
  readonly first: () => void;
  readonly second: () => void;
}

const CODES = {
  SIGINT: EXIT.interrupted,
  SIGHUP: EXIT.interrupted,
  SIGTERM: EXIT.terminated,
} as const satisfies Partial<Record<NodeJS.Signals, ExitCode>>;

const phases = new Set<Phase>();
let received: keyof typeof CODES | undefined;
/** What to tell whoever ends a run that is followed by a report; undefined before one was begun. */
let windingDown: ((signal: string) => string) | undefined;

/**
 * Watches for Ctrl-C, SIGTERM and the end of the terminal from the program's first moment to its last. The first signal lets
 * whatever is under way wind down, so that the report is written; where nothing was begun that a report could tell of, it ends
 * the program with its cause. The second ends it at once. `tell` prints to the user.
 */
export function guardInterrupts(tell: (text: string) => void): void {
  for (const signal of Object.keys(CODES) as (keyof typeof CODES)[]) {
    process.on(signal, () => {
      if (received !== undefined) {
        for (const { second } of phases) second();
        process.exit(CODES[received]);
      }
      received = signal;
      if (phases.size === 0 && windingDown === undefined) {
        tell(`interrupted (${signal}) before anything was sent; no report was begun`);
        process.exit(CODES[signal]);
      }
      for (const { first } of phases) first();
      if (windingDown !== undefined) tell(windingDown(signal));
    });
  }
}

/** From now on a signal is followed by a report, whatever is under way, and by what `said` tells of it. */
export function expectReport(said: (signal: string) => string): void {
  windingDown = said;
}

/** The exit code of the signal that stopped a run with a report; undefined when there was none. */
export function interruptCode(): ExitCode | undefined {
  return received === undefined || windingDown === undefined ? undefined : CODES[received];
}

/** The first signal calls `first`, at once when it has come already; the second calls `second` just before the program ends. */
export function watchInterrupts(first: () => void, second: () => void): InterruptWatch {
  const phase: Phase = { first, second };
  phases.add(phase);
  if (received !== undefined) first();
  return {
    interrupted: () => received !== undefined,
    end: () => phases.delete(phase),
  };
}

/** What the work comes to, or `interrupted` when a signal comes first; the work is then left to itself. */
export async function orInterrupted<T>(work: () => Promise<T>): Promise<T | 'interrupted'> {
  let watch: InterruptWatch | undefined;
  const signalled = new Promise<'interrupted'>((resolve) => {
    watch = watchInterrupts(
      () => resolve('interrupted'),
      () => undefined,
    );
  });
  try {
    if (watch?.interrupted() === true) return 'interrupted';
    const working = work();
    // Nobody waits any more for what fails after a signal.
    working.catch(() => undefined);
    return await Promise.race([working, signalled]);
  } finally {
    watch?.end();
  }
}
