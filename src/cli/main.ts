#!/usr/bin/env node
// Loads the program itself, so that a machine that cannot even do that, and a fault nobody foresaw, end with a cause and with a
// code of their own instead of Node's 1, which means that a rule is broken.
import { EXIT, type ExitCode, worstExit } from '../run/exit-codes.js';
import { machineFault } from '../run/machine-fault.js';

/** Says why the program ends; replaced as soon as the program can say it better. */
let report = (error: unknown): ExitCode => {
  const fault = machineFault(error);
  process.stderr.write(`facegate: ${fault ?? (error instanceof Error ? error.stack : String(error))}\n`);
  return fault === undefined ? EXIT.usage : EXIT.machine;
};
let lost = '';
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that closes its pipe early has seen what it wanted.
    if (error.code !== 'EPIPE') lost ||= error.message;
  });
}
process.on('uncaughtException', (error) => process.exit(report(error)));

/** Failures of the streams come a moment after what was written to them. */
async function endWith(code: ExitCode): Promise<never> {
  await new Promise((resolve) => setImmediate(resolve));
  if (lost === '') process.exit(code);
  process.stderr.write(`facegate: what was printed is lost: ${lost}; send it where there is room\n`);
  process.exit(worstExit([code, EXIT.machine]));
}

try {
  const program = await import('./program.js');
  report = program.reportFailure;
  // A socket or timer left open by a library must not keep a finished program.
  await endWith(await program.runProgram());
} catch (error) {
  await endWith(report(error));
}
