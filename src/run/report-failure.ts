import { OutputError } from '../output/output-error.js';
import { FacegateError } from './errors.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { machineFault } from './machine-fault.js';
import { isTemporary } from './temporary.js';
import { openConsole, redactorInUse } from './terminal.js';

/**
 * Prints why the program ends early and returns its exit code. A foreseen failure is a line or two; a defect shows its stack. Of several
 * failures each is printed, and the first gives the code.
 */
export function reportFailure(error: unknown): ExitCode {
  if (error instanceof AggregateError && error.errors.some((one) => one instanceof OutputError))
    return error.errors.map((one) => reportFailure(one))[0]!;
  const console = openConsole(redactorInUse());
  const line = (text: string) => console.error([{ text: 'facegate: ', style: 'red' }, text]);
  if (error instanceof FacegateError) {
    for (const text of error.message.split('\n')) line(text);
    return error.exitCode;
  }
  const fault = machineFault(error instanceof OutputError ? error.cause : error);
  if (error instanceof OutputError && (fault === undefined || !isTemporary(error.path))) {
    line(error.message);
    return EXIT.usage;
  }
  if (fault !== undefined) {
    line(fault);
    return EXIT.machine;
  }
  line(`a defect of the program: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return EXIT.usage;
}
