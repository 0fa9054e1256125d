import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError } from '../run/errors.js';
import { parseSla, type Sla } from './sla/sla-file.js';

/** The agreement in a file. Throws `ConfigError` with every problem of it. */
export function readSlaFile(file: string, cwd: string): Sla {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN';
    throw new ConfigError([`--sla ${file}: cannot be read (${code}); give the path of a YAML file, see docs/load.md`], {
      cause,
    });
  }
  const read = parseSla(file, text);
  if (read.kind === 'problems') throw new ConfigError(read.problems);
  return read.sla;
}
