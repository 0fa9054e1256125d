import type { Redactor } from './redactor.js';
import { stripControl } from './strip-ansi.js';
import { fitWidth } from './text-width.js';

export type Style = 'red' | 'green' | 'yellow' | 'cyan' | 'dim' | 'bold';

/** A text, or parts of it with a style each. Styles are given here, as foreign escapes are taken out of every text. */
export type Styled = string | readonly (string | { readonly text: string; readonly style: Style })[];

/** What the console needs of a stream; `process.stdout` fits. */
export interface TextStream {
  write(text: string): unknown;
  on?(event: 'error', listener: (error: Error & { code?: string }) => void): unknown;
  readonly columns?: number | undefined;
}

export interface ConsoleOptions {
  readonly stdout: TextStream;
  /** Errors and the status line go here, so that a pipe gets the result alone. */
  readonly stderr: TextStream;
  readonly redactor: Redactor;
  /** Whether stderr is a terminal: then the status line is redrawn in place. */
  readonly isTTY: boolean;
  readonly colour: boolean;
  /** Without a terminal, a status line at most this often. */
  readonly statusEveryMs: number;
  /** A clock that never runs backwards, in milliseconds. */
  readonly now: () => number;
}

/** The one way to the terminal: every text is stripped of foreign escapes, then redacted. */
export interface Console {
  /** A line of the result, to stdout. */
  line(text?: Styled): void;
  /** A whole text, to stdout, whose maker has taken foreign escapes out and set its own colours: redacted only. */
  block(text: string): void;
  /** A line about what went wrong or needs notice, to stderr. */
  error(text: Styled): void;
  /** The state of the work, one line: redrawn on a terminal; without one, printed now and then. */
  status(text: Styled): void;
  /** Takes the status line off the terminal. */
  clearStatus(): void;
}

const CODES: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
  dim: [2, 22],
  bold: [1, 22],
};
const ERASE_LINE = '\r\u001b[2K';
const DEFAULT_COLUMNS = 80;

/**
 * A console over two streams. One that fails, as a pipe whose reader has gone (`facegate rules | head`) or a full disk, takes no
 * more; the run goes on.
 */
export function createConsole(options: ConsoleOptions): Console {
  const { stdout, stderr, redactor, isTTY, colour, statusEveryMs, now } = options;
  let shown = '';
  let lastPlainMs = Number.NEGATIVE_INFINITY;
  let lastPlain = '';
  const closed = new Set<TextStream>();
  for (const stream of new Set([stdout, stderr])) {
    stream.on?.('error', () => closed.add(stream));
  }

  function put(stream: TextStream, text: string): void {
    if (!closed.has(stream)) stream.write(text);
  }

  function print(stream: TextStream, text: string): void {
    if (shown !== '') put(stderr, ERASE_LINE);
    put(stream, `${text}\n`);
    if (shown !== '') put(stderr, shown);
  }

  function render(text: Styled): string {
    return segments(text)
      .map(({ text: part, style }) => paint(redactor.redact(stripControl(part)), style))
      .join('');
  }

  function paint(text: string, style: Style | undefined): string {
    if (!colour || style === undefined || text === '') return text;
    const [on, off] = CODES[style];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  }

  function redraw(text: Styled): void {
    const columns = stderr.columns ?? DEFAULT_COLUMNS;
    shown = fitWidth(plain(text), columns - 1);
    put(stderr, `${ERASE_LINE}${shown}`);
  }

  /** One line without styles, so that it can be cut to the terminal's width. */
  function plain(text: Styled): string {
    const joined = segments(text).map((segment) => segment.text);
    return redactor.redact(stripControl(joined.join(''))).replace(/\s+/g, ' ');
  }

  function printNowAndThen(text: Styled): void {
    const line = plain(text);
    if (line === lastPlain || now() - lastPlainMs < statusEveryMs) return;
    lastPlain = line;
    lastPlainMs = now();
    put(stderr, `${line}\n`);
  }

  return {
    line: (text = '') => print(stdout, render(text)),
    block: (text) => print(stdout, redactor.redact(text)),
    error: (text) => print(stderr, render(text)),
    status: (text) => (isTTY ? redraw(text) : printNowAndThen(text)),
    clearStatus: () => {
      if (shown !== '') put(stderr, ERASE_LINE);
      shown = '';
    },
  };
}

function segments(text: Styled): readonly { readonly text: string; readonly style: Style | undefined }[] {
  if (typeof text === 'string') return [{ text, style: undefined }];
  return text.map((part) => (typeof part === 'string' ? { text: part, style: undefined } : part));
}
