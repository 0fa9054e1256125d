import { join } from 'node:path';
import { writeFileAtomic, writeJsonAtomic } from '../output/atomic-file.js';
import { redactedJson } from '../output/redacted-json.js';
import { createRedactor, type Redactor } from '../output/redactor.js';
import type { Results } from '../records/types.js';
import { renderCharts } from '../report/charts/render.js';
import { renderHtml } from '../report/html.js';
import { renderJunit } from '../report/junit.js';

/**
 * Writes results.json, junit.xml and index.html into a run's folder and returns the path of the last. Throws `OutputError`.
 * The values are redacted first and the pages made from what is left: redacting a finished page could hit its own markup.
 */
export async function writeRun(
  folder: string,
  results: Results,
  redactor: Redactor,
  links: readonly { label: string; href: string }[],
): Promise<string> {
  const clean = JSON.parse(redactedJson(results, redactor)) as Results;
  const asIs = createRedactor([]);
  writeJsonAtomic(join(folder, 'results.json'), clean, asIs);
  writeFileAtomic(join(folder, 'junit.xml'), renderJunit(clean), asIs);
  const page = join(folder, 'index.html');
  writeFileAtomic(page, renderHtml(clean, { links, charts: await renderCharts(clean) }), asIs);
  return page;
}
