import { EXIT } from './exit-codes.js';

/** Watches for Ctrl-C and SIGTERM. */
export interface InterruptWatch {
  interrupted(): boolean;
  /** Stops watching; the signals do what they do by default again. */
  end(): void;
}

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
  process.on('SIGINT', listen);
  process.on('SIGTERM', listen);
  return {
    interrupted: () => signals > 0,
    end() {
      process.off('SIGINT', listen);
      process.off('SIGTERM', listen);
    },
  };
}
