import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { UsageError } from '../../run/errors.js';
import type { Deviation } from './deviation.js';
import { type DeviationContext, readDeviations } from './read-deviations.js';

/** The list beside a target file. */
const FILE_NAME = 'deviations.yaml';

/**
 * The deviations of a target: those of the file that is named, else of `deviations.yaml` beside the target file, where there is one.
 * Throws `ConfigError` for a list that is wrong and `UsageError` for a file that is not there.
 */
export function deviationsOfTarget(
  given: string | undefined,
  targetFile: string | undefined,
  cwd: string,
  context: DeviationContext,
): Deviation[] {
  const beside = targetFile === undefined ? undefined : join(dirname(targetFile), FILE_NAME);
  const path = given === undefined ? beside : resolve(cwd, given);
  if (path === undefined || (given === undefined && !existsSync(path))) return [];
  const inside = relative(cwd, path);
  const shown = inside.startsWith('..') ? path : inside;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UsageError(
      `--deviations ${given}: ${(cause as NodeJS.ErrnoException).code}; give a file that can be read`,
      { cause },
    );
  }
  return readDeviations(shown, text, context);
}
