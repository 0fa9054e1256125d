import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Observations } from '../records/observations-types.js';
import { UsageError } from '../run/errors.js';

/** The file of a run's folder. */
export const OBSERVATIONS_FILE = 'observations.json';

/** The observations that a name leads to: a file, the folder of a run, or its name in reports/; undefined where it is none of them. */
export function findObservations(name: string, cwd: string): Observations | undefined {
  const places = [resolve(cwd, name), resolve(cwd, 'reports', name)];
  const folder = places.find((place) => statSync(place, { throwIfNoEntry: false })?.isDirectory() === true);
  if (folder !== undefined) {
    const file = join(folder, OBSERVATIONS_FILE);
    if (existsSync(file)) return readObservations(file);
    throw new UsageError(
      `${folder} holds no ${OBSERVATIONS_FILE}: it is no contract run, or one of an earlier version; run it again`,
    );
  }
  return name.endsWith('.json') ? readObservations(resolve(cwd, name)) : undefined;
}

/** Reads a file of observations. Throws `UsageError` for one that cannot be read or is something else. */
export function readObservations(file: string): Observations {
  let found: Partial<Observations> | null;
  try {
    found = JSON.parse(readFileSync(file, 'utf8')) as Partial<Observations> | null;
  } catch (cause) {
    throw new UsageError(`${file}: ${(cause as Error).message}; give the ${OBSERVATIONS_FILE} of a contract run`, {
      cause,
    });
  }
  const { schemaVersion, silent, wording, answers, latency } = found ?? {};
  const lists = [silent, wording, answers, latency];
  if (schemaVersion !== 1 || !lists.every(Array.isArray))
    throw new UsageError(`${file} holds no observations; give the ${OBSERVATIONS_FILE} of a contract run`);
  return { limit: null, ...found } as Observations;
}
