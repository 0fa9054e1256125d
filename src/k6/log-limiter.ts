import type { LogLevel } from './environment.js';

/** The same text this often is said; after that only how often it came. */
const TIMES_SAID = 5;
const MOST_TEXTS = 1000;

/** Hands log lines on, but not the same one thousands of times. */
export class LogLimiter {
  readonly #said = new Map<string, { level: LogLevel; times: number }>();
  readonly #say: (level: LogLevel, text: string) => void;

  constructor(say: (level: LogLevel, text: string) => void) {
    this.#say = say;
  }

  add(level: LogLevel, text: string): void {
    if (level === 'info' || level === 'debug') {
      this.#say(level, text);
      return;
    }
    const entry = this.#said.get(text) ?? { level, times: 0 };
    entry.times += 1;
    if (this.#said.size < MOST_TEXTS) this.#said.set(text, entry);
    if (entry.times <= TIMES_SAID) this.#say(level, text);
  }

  /** Says how often each text came that was held back. */
  flush(): void {
    for (const [text, { level, times }] of this.#said) {
      if (times > TIMES_SAID) this.#say(level, `${times - TIMES_SAID} more times: ${text}`);
    }
    this.#said.clear();
  }
}
