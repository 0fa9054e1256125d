import { join } from 'node:path';
import { writeJsonAtomic } from '../output/atomic-file.js';
import type { Redactor } from '../output/redactor.js';
import type { Observations } from '../records/observations-types.js';
import { OBSERVATIONS_FILE } from './read-observations.js';

/** Keeps the observations of a run in its folder. Throws `OutputError`. */
export function writeObservations(folder: string, observations: Observations, redactor: Redactor): void {
  writeJsonAtomic(join(folder, OBSERVATIONS_FILE), observations, redactor);
}
