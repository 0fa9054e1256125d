import { LoadError } from './load-error.js';
import { prepareScript } from './prepare.js';
import type { Answer, Question } from './prepare-in-child.js';

/** Entry of the process that prepares one script: gets the question, answers, and ends. */
process.once('message', ({ script, vendored }: Question) => {
  const answer = (value: Answer): void => {
    process.send!(value, () => process.disconnect());
  };
  prepareScript(script, vendored).then(
    (prepared) => answer({ ok: true, prepared }),
    (error: unknown) => {
      const exitCode = error instanceof LoadError ? error.exitCode : undefined;
      answer({ ok: false, exitCode, message: error instanceof Error ? error.message : String(error) });
    },
  );
});
