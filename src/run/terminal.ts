import { type Console, createConsole } from '../output/console.js';
import { createRedactor, type Redactor } from '../output/redactor.js';
import type { SummaryOptions } from '../report/summary.js';

let inUse: Redactor = createRedactor([]);

/** The redactor of the console that was opened last: for what is printed when a command ends early. */
export function redactorInUse(): Redactor {
  return inUse;
}

/**
 * The console of this process: colours where the terminal takes them, unless NO_COLOR says otherwise; the size of the screen where
 * standard output is one.
 */
export function openConsole(
  redactor: Redactor,
): Console & { readonly colour: boolean; readonly screen: SummaryOptions['screen'] } {
  inUse = redactor;
  const { env, stdout, stderr } = process;
  const wanted = env.NO_COLOR === undefined || env.NO_COLOR === '';
  const colour = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0' ? true : wanted && stdout.isTTY === true;
  const console = createConsole({
    stdout,
    stderr,
    redactor,
    isTTY: stderr.isTTY === true && env.CI === undefined,
    colour,
    statusEveryMs: 3000,
    now: () => performance.now(),
  });
  const screen = stdout.isTTY === true ? { rows: stdout.rows, columns: stdout.columns } : undefined;
  return { ...console, colour, screen };
}
