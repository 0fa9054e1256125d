import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

// The table of ARCHITECTURE.md, as a test. `(t)`: types only. A module may always import itself.
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  stats: [],
  output: [],
  multipart: [],
  contracts: ['contract (t)'],
  flow: ['contract', 'contracts'],
  records: ['contract (t)'],
  scenario: ['contract', 'flow'],
  emulator: ['contract', 'contracts', 'multipart'],
  scenarios: ['scenario (t)', 'contracts'],
  client: ['contract', 'records (t)'],
  k6: ['records', 'stats'],
  report: ['records', 'contract', 'stats'],
  load: ['contracts', 'contract', 'stats'],
  'src/load': ['records', 'contract', 'stats'],
  runner: ['contracts', 'flow', 'contract', 'scenarios', 'scenario', 'client', 'records', 'output', 'multipart'],
  cli: ['*'],
  'facegate.ts': ['contract (t)', 'contracts (t)', 'scenario (t)'],
};

/** These run inside k6: no Node, no package but k6's own modules. */
const RUNS_IN_K6 = ['contract', 'stats', 'contracts', 'load'];
/** Only these may write files or the console. */
const WRITES = ['output'];
/** Only these may look at the environment, the arguments, or end the process. */
const READS_PROCESS = ['cli', 'runner'];

const root = dirname(dirname(fileURLToPath(import.meta.url)));

interface Import {
  readonly from: string;
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function moduleOf(path: string): string {
  const [first = '', second = ''] = relative(root, path).split('/');
  if (first !== 'src') return first;
  return second === 'load' ? 'src/load' : second;
}

function sourceFiles(): string[] {
  return ['src', 'contracts', 'scenarios', 'load'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .map((file) => join(root, folder, String(file)))
      .filter(
        (file) => file.endsWith('.ts') && !/\.(test|fixture|case|d)\.ts$/.test(file) && !file.includes('/testing/'),
      ),
  );
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const pattern = /^(import|export)\s+(type\s+)?([^'"]*?\sfrom\s+)?'([^']+)'/gms;
  return [...text.matchAll(pattern)].map(([, , type, names, target]) => ({
    from: moduleOf(file),
    file: relative(root, file),
    target: target!,
    typeOnly: type !== undefined || (names !== undefined && /^\{(\s*type\s+[^,}]+,?)+\s*\}\s+from/.test(names)),
  }));
}

const files = sourceFiles();
const imports = files.flatMap(importsOf);

function allowed({ from, file, target, typeOnly }: Import): boolean {
  const to = moduleOf(resolve(root, dirname(file), target));
  if (to === from) return true;
  const may = MAY_IMPORT[from] ?? [];
  return may.includes('*') || may.includes(to) || (typeOnly && may.includes(`${to} (t)`));
}

describe('the house', () => {
  it('has a row in the table for every module', () => {
    const unknown = [...new Set(files.map(moduleOf))].filter((module) => MAY_IMPORT[module] === undefined);
    expect(unknown).toEqual([]);
  });

  it('imports only what the table allows', () => {
    const broken = imports.filter(({ target }) => target.startsWith('.')).filter((found) => !allowed(found));
    expect(broken.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('keeps Node and packages out of what runs in k6', () => {
    const broken = imports.filter(
      ({ from, target }) =>
        RUNS_IN_K6.includes(from) && !target.startsWith('.') && !(from === 'load' && /^k6(\/|$)/.test(target)),
    );
    expect(broken.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('has no circle of imports between files', () => {
    expect(findCircle()).toBeUndefined();
  });

  it.each([
    // what                                   pattern                                                                    where it is at home
    ['writes files', /\b(writeFile(Sync)?|appendFile(Sync)?|createWriteStream|writeSync)\(/, WRITES],
    // A console of our own, made by the output module, is handed about under that name.
    [
      'uses the global console',
      /^(?![\s\S]*\bconsole(: Console| = openConsole))[\s\S]*(?<![\w.])console\.(log|error|warn|info|debug)\(/,
      WRITES,
    ],
    ['reads the environment or ends the process', /\bprocess\.(env|argv|exit\(|exitCode)/, READS_PROCESS],
  ] as const)('only its home %s', (_what, pattern, home) => {
    const broken = files.filter((file) => {
      const module = moduleOf(file);
      if ((home as readonly string[]).includes(module) || EXEMPT.has(relative(root, file))) return false;
      const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
      return pattern.test(code);
    });
    expect(broken.map((file) => relative(root, file))).toEqual([]);
  });
});

/** Files that break one of the rules for a reason that stands beside them. */
const EXEMPT = new Set<string>([]);

function findCircle(): string | undefined {
  const edges = new Map<string, string[]>();
  for (const { file, target, typeOnly } of imports) {
    if (!target.startsWith('.') || typeOnly) continue;
    const to = relative(root, resolve(root, dirname(file), target.replace(/\.js$/, '.ts')));
    edges.set(file, [...(edges.get(file) ?? []), to]);
  }
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file].join(' → ');
    if (done.has(file)) return undefined;
    for (const to of edges.get(file) ?? []) {
      const circle = visit(to, [...path, file]);
      if (circle !== undefined) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of edges.keys()) {
    const circle = visit(file, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
