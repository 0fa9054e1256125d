import { join } from 'node:path';
import { writeFileAtomic, writeJsonAtomic } from '../output/atomic-file.js';
import { createRedactor } from '../output/redactor.js';
import type { Results } from '../records/types.js';
import { renderCharts } from '../report/charts/render.js';
import { renderHtml } from '../report/html.js';
import { renderJunit } from '../report/junit.js';

/**
 * Writes results.json, junit.xml and index.html into a run's folder and returns the path of the last. Throws `OutputError`.
 * The results are redacted already (`resultsOf`): redacting a finished page could hit its own markup.
 */
export async function writeRun(
  folder: string,
  results: Results,
  links: readonly { label: string; href: string }[],
): Promise<string> {
  const asIs = createRedactor([]);
  writeJsonAtomic(join(folder, 'results.json'), results, asIs);
  writeFileAtomic(join(folder, 'junit.xml'), renderJunit(results), asIs);
  const page = join(folder, 'index.html');
  writeFileAtomic(page, renderHtml(results, { links, charts: await renderCharts(results) }), asIs);
  return page;
}
