import { describe, expect, it } from 'vitest';
import { type Console, type ConsoleOptions, createConsole } from './console.js';
import { createRedactor } from './redactor.js';

function harness(options: Partial<ConsoleOptions> = {}, columns?: number) {
  const written = { out: '', err: '', now: 0 };
  const tested: Console = createConsole({
    stdout: { write: (text) => (written.out += text) },
    stderr: { write: (text) => (written.err += text), columns },
    redactor: createRedactor([{ kind: 'api_secret', value: 's3cr3t' }]),
    isTTY: false,
    colour: false,
    statusEveryMs: 5_000,
    now: () => written.now,
    ...options,
  });
  return { console: tested, written };
}

describe('every text', () => {
  it('is stripped first and then redacted, so that an escape inside a secret hides nothing', () => {
    const { console, written } = harness();
    console.line('key \u001b[31ms3c\u001b[0mr3t');
    console.error([{ text: 's3cr3t', style: 'red' }]);
    expect(written.out).toBe('key ‹redacted:api_secret›\n');
    expect(written.err).toBe('‹redacted:api_secret›\n');
  });

  it('keeps the styles of the program and loses those of strangers', () => {
    const { console, written } = harness({ colour: true });
    console.line([{ text: 'ok\u001b[5m', style: 'green' }, ' done']);
    expect(written.out).toBe('\u001b[32mok\u001b[39m done\n');
  });

  it('has no escapes at all without colour', () => {
    const { console, written } = harness({ colour: false });
    console.line([{ text: 'ok', style: 'bold' }]);
    expect(written.out).toBe('ok\n');
  });
});

describe('the status line', () => {
  it('is redrawn in place on a terminal and comes back below a printed line', () => {
    const { console, written } = harness({ isTTY: true }, 80);
    console.status('1 of 9');
    console.line('a failure');
    console.status('2 of 9');
    console.clearStatus();
    expect(written.out).toBe('a failure\n');
    expect(written.err).toBe('\r\u001b[2K1 of 9\r\u001b[2K1 of 9\r\u001b[2K2 of 9\r\u001b[2K');
  });

  it('fits the terminal, wide characters counted as two columns', () => {
    const { console, written } = harness({ isTTY: true }, 10);
    console.status('世界世界世界');
    expect(written.err).toBe('\r\u001b[2K世界世界…');
  });

  it('is a plain line now and then without a terminal', () => {
    const { console, written } = harness();
    for (const [now, text] of [
      [0, 'one'],
      [1_000, 'two'],
      [5_000, 'three'],
      [20_000, 'three'],
    ] as const) {
      written.now = now;
      console.status(text);
    }
    expect(written.err).toBe('one\nthree\n');
  });

  it('is one line and redacted', () => {
    const { console, written } = harness();
    console.status(['a\n', { text: 's3cr3t', style: 'red' }]);
    expect(written.err).toBe('a ‹redacted:api_secret›\n');
  });
});

it.each(['EPIPE', 'ENOSPC'])('a stream that fails with %s takes no more, and the run goes on', (code) => {
  let fail: (error: Error & { code?: string }) => void = () => undefined;
  let out = '';
  const { console } = harness({
    stdout: { write: (text) => (out += text), on: (_event, listener) => (fail = listener) },
  });
  console.line('one');
  fail(Object.assign(new Error('closed'), { code }));
  console.line('two');
  expect(out).toBe('one\n');
});
