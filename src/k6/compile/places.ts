import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';

/** Where in the sources a position in the bundle comes from. */
export interface Places {
  /** `file:line:column`, as an editor can follow it. */
  at(position: number): string;
  /** Whether it comes from a library: an installed package, or a file as large as people do not write them. */
  inLibrary(position: number): boolean;
}

/** Characters. */
const LONGEST_OWN_FILE = 60_000;

/** `map` is the bundle's source map as JSON, `path` the script's own file. */
export function placesOf(path: string, code: string, map: string): Places {
  const payload = JSON.parse(map) as SourceMapPayload;
  const sources = new SourceMap(payload);
  const libraries = new Set(
    payload.sources.filter(
      (source, index) =>
        source.includes('node_modules/') || (payload.sourcesContent[index]?.length ?? 0) > LONGEST_OWN_FILE,
    ),
  );
  const starts = [0];
  for (let at = code.indexOf('\n'); at !== -1; at = code.indexOf('\n', at + 1)) starts.push(at + 1);
  const entryAt = (position: number) => {
    const row = rowOf(starts, position);
    const entry = sources.findEntry(row, position - starts[row]!);
    return 'originalSource' in entry ? entry : undefined;
  };
  return {
    at: (position) => {
      const entry = entryAt(position);
      if (entry === undefined) return path;
      return `${resolve(dirname(path), entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    },
    inLibrary: (position) => libraries.has(entryAt(position)?.originalSource ?? ''),
  };
}

function rowOf(starts: readonly number[], position: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}
