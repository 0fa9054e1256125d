import { resolve } from 'node:path';
import type { LoadOutcome } from '../k6/outcome.js';
import { writeContentAtomic } from '../output/atomic-file.js';
import { OutputError } from '../output/output-error.js';
import type { Redactor } from '../output/redactor.js';

/** The files that a script's own handleSummary asks for, and that of `--summary-export` where that is given. */
export function askedFiles(
  { handleSummaryFiles, summaryExport }: Pick<LoadOutcome, 'handleSummaryFiles' | 'summaryExport'>,
  exportPath: string | undefined,
): readonly (readonly [path: string, content: string | Uint8Array])[] {
  const files = Object.entries(handleSummaryFiles).filter(([path]) => path !== 'stdout' && path !== 'stderr');
  return exportPath === undefined || summaryExport === '' ? files : [...files, [exportPath, summaryExport]];
}

/** Writes them; relative ones are meant from `cwd`. Returns why some could not be, one line each: the others are written. */
export function writeAskedFiles(files: ReturnType<typeof askedFiles>, cwd: string, redactor: Redactor): string[] {
  return files.flatMap(([path, content]) => {
    try {
      writeContentAtomic(resolve(cwd, path), content, redactor);
      return [];
    } catch (error) {
      if (error instanceof OutputError) return [error.message];
      throw error;
    }
  });
}
