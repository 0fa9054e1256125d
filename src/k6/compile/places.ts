import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';

/** Where in the sources a position in the bundle comes from. */
export interface Places {
  /** `file:line:column`, as an editor can follow it. */
  at(position: number): string;
  /** Whether it comes from an installed package. */
  inPackage(position: number): boolean;
}

/** `map` is the bundle's source map as JSON, `path` the script's own file. */
export function placesOf(path: string, code: string, map: string): Places {
  const sources = new SourceMap(JSON.parse(map) as SourceMapPayload);
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
    inPackage: (position) => entryAt(position)?.originalSource.includes('node_modules/') ?? false,
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
