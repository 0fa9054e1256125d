import { join } from 'node:path';
import { writeFileAtomic, writeJsonAtomic } from '../output/atomic-file.js';
import type { Redactor } from '../output/redactor.js';
import type { Results } from '../records/types.js';
import { renderHtml } from '../report/html.js';
import { renderJunit } from '../report/junit.js';

/** Writes results.json, junit.xml and index.html into a run's folder and returns the path of the last. Throws `OutputError`. */
export function writeRun(
  folder: string,
  results: Results,
  redactor: Redactor,
  links: readonly { label: string; href: string }[],
): string {
  writeJsonAtomic(join(folder, 'results.json'), results, redactor);
  writeFileAtomic(join(folder, 'junit.xml'), renderJunit(results), redactor);
  const page = join(folder, 'index.html');
  writeFileAtomic(page, renderHtml(results, { links }), redactor);
  return page;
}
