import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClientRuleId } from '../../../contracts/client/client.js';
import { freePort } from '../../testing/free-port.js';
import { readClientFile } from '../read-client-file.js';
import { type ClientRun, runClient } from '../run-client.js';
import type { Fault } from './faults.js';

const EXAMPLES = fileURLToPath(new URL('../../../examples/', import.meta.url));
const SOURCES = { 'client-node': 'app.js', 'client-python': 'app.py' } as const;

/** Rules that take long to say that nothing is amiss. */
export const SLOW = /^client\.(?:notify\.late|notify\.none|answer\.slow|retry\.bounded|errors\.end|result\.errors)/;

/** Runs a copy of an example, right or with a fault, on a port of its own. */
export async function runExample(
  example: Fault['example'],
  changes: Fault['changes'],
  wants: (rule: ClientRuleId) => boolean,
  rewrite: (clientFile: string) => string = (text) => text,
): Promise<ClientRun> {
  const folder = mkdtempSync(join(tmpdir(), 'facegate-example-'));
  try {
    cpSync(join(EXAMPLES, example), folder, { recursive: true });
    const source = join(folder, SOURCES[example]);
    writeFileSync(source, changes.reduce(replaceOnce, readFileSync(source, 'utf8')));
    const port = await freePort();
    const path = join(folder, 'client.yaml');
    const text = rewrite(readFileSync(path, 'utf8').replaceAll(/300\d/g, String(port)));
    return await runClient({
      settings: readClientFile(path, 'client.yaml', text, {}),
      env: process.env,
      wants,
      guard: () => undefined,
      progress: () => undefined,
      stopping: new AbortController().signal,
      tls: undefined,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function replaceOnce(text: string, [from, to]: readonly [string, string]): string {
  if (text.split(from).length !== 2) throw new Error(`"${from}" does not stand in the example exactly once`);
  return text.replace(from, () => to);
}
