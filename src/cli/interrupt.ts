import { EXIT } from './exit-codes.js';

/** Watches for Ctrl-C, SIGTERM and the end of the terminal. */
export interface InterruptWatch {
  interrupted(): boolean;
  /** Stops watching; the signals do what they do by default again. */
  end(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The first signal calls `first`, which lets the run wind down and report; the second calls `second` and ends the process
 * at once.
 */
export function watchInterrupts(first: () => void, second: () => void): InterruptWatch {
  let signals = 0;
  const listen = () => {
    signals += 1;
    if (signals === 1) return first();
    second();
    process.exit(EXIT.interrupted);
  };
  for (const signal of SIGNALS) process.on(signal, listen);
  return {
    interrupted: () => signals > 0,
    end() {
      for (const signal of SIGNALS) process.off(signal, listen);
    },
  };
}
