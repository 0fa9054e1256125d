import { join } from 'node:path';
import { writeFileAtomic, writeJsonAtomic } from '../output/atomic-file.js';
import { createRedactor } from '../output/redactor.js';
import type { Results } from '../records/types.js';
import { renderCharts } from '../report/charts/render.js';
import { type HtmlOptions, renderHtml } from '../report/html.js';
import { renderJunit } from '../report/junit.js';
import type { Texts } from '../report/texts.js';

/**
 * Writes results.json, junit.xml and index.html into a run's folder and returns the path of the last. `told` are the results in the
 * language of `texts`, which the page is of; the files for programs are always in English. Throws `OutputError`.
 * The results are redacted already (`resultsOf`): redacting a finished page could hit its own markup.
 */
export async function writeRun(
  folder: string,
  results: Results,
  told: Results,
  page: Omit<HtmlOptions, 'charts'>,
  texts: Texts,
): Promise<string> {
  const asIs = createRedactor([]);
  writeJsonAtomic(join(folder, 'results.json'), results, asIs);
  writeFileAtomic(join(folder, 'junit.xml'), renderJunit(results), asIs);
  const path = join(folder, 'index.html');
  writeFileAtomic(path, renderHtml(told, { ...page, charts: await renderCharts(told, texts) }, texts), asIs);
  return path;
}
