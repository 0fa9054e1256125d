import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { contracts } from '../contracts/index.js';

/** These run inside k6: no Node, no package but k6's own modules. */
const RUNS_IN_K6 = ['contract', 'stats', 'contracts', 'sayings', 'load'];
/** Only these may write files or the console. */
const WRITES = ['output'];
/** Only these may look at the environment, the arguments, or end the process. */
const READS_PROCESS = ['cli'];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const MAY_IMPORT = readTable();

/** The table of ARCHITECTURE.md: what each room may import. `(t)`: types only. A room may always import itself. */
function readTable(): Record<string, readonly string[]> {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const rows = [...text.matchAll(/^\| (\S.*?) +\| (\S.*?) +\|$/gm)].map(([, rooms = '', may = '']) => ({ rooms, may }));
  const from = rows.findIndex(({ rooms }) => rooms === 'room') + 2;
  return Object.fromEntries(
    rows.slice(from).flatMap(({ rooms, may }) => rooms.split(', ').map((room) => [room, may.split(', ')] as const)),
  );
}

interface Import {
  readonly from: string;
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

/** The room of a file: a folder of the top level, of `src`, or one of the rooms inside `conformance` and `load`. */
function moduleOf(path: string): string {
  const [first = '', second = '', third = '', fourth] = relative(root, path).split('/');
  if (first !== 'src') return first;
  const inner = fourth === undefined ? '' : third;
  if (second === 'load') return inner === 'records' || inner === 'sla' ? 'src/load/records' : 'src/load';
  return second === 'conformance' && ['scenario', 'send', 'harness'].includes(inner) ? `${second}/${inner}` : second;
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
  return may.includes('everything') || may.includes(to) || (typeOnly && may.includes(`${to} (t)`));
}

describe('the house', () => {
  it('has a row in the table of ARCHITECTURE.md for every room, and no other', () => {
    const rooms = new Set(files.map(moduleOf));
    expect([...rooms].filter((room) => MAY_IMPORT[room] === undefined)).toEqual([]);
    expect(Object.keys(MAY_IMPORT).filter((room) => !rooms.has(room))).toEqual([]);
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

  it('has no circle of imports between files, those of types included', () => {
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

/** Where an endpoint is at home, besides its folders in contracts/ and scenarios/. */
const KNOWS_ENDPOINTS =
  /^src\/(?:emulator\/(?:endpoints|double|control)\/|integration\/|flow\/|conformance\/harness\/(?:run-flow|flow-)|(?:report\/chinese\/said|sayings)\/(?:callbacks|client|walks))/;

/** The names that a file elsewhere may use, for the reason beside them. */
const NAMES_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  // Keys of the target file, and of what the redactor counts: of whatever account.
  'src/run/target/parse-target.ts': ['api_key', 'api_secret'],
  'src/run/target/secrets.ts': ['api_key', 'api_secret'],
  'src/cli/commands/emulate.ts': ['api_secret'],
  'src/cli/commands/prove.ts': ['api_secret'],
  'src/output/secret-forms.ts': ['api_key', 'api_secret'],
  'src/conformance/harness/carry-out.ts': ['api_key', 'api_secret'],
  // Examples in the help of the command line, and in the files that a new setup begins with.
  'src/cli/init/files.ts': ['api_key', 'api_secret', 'biz_no'],
  'src/cli/program.ts': ['notify_url', 'biz_no', 'INTERNAL_ERROR'],
  'src/cli/options.ts': ['biz_no'],
  // The folder of photos.
  'src/conformance/image-folders.ts': ['images'],
  'src/load/photo.ts': ['images'],
  // The legend of the answers that load scripts, made of GetToken alone, look for.
  'src/report/load-texts.ts': ['token'],
  'src/report/chinese/load.ts': ['token'],
};

/**
 * Paths, parameters, fields and error codes of every contract, the fields inside others that its rules speak of, and what
 * all paths begin with, as pages that no contract calls are beside them.
 */
const endpointNames = new Set(
  contracts.flatMap(({ endpoint, parameters, answer, errors, rules }) => [
    ...(endpoint === null ? [] : [endpoint.path, `/${endpoint.path.split('/')[1]}/`]),
    ...[...parameters, ...answer.fields].map(({ name }) => name),
    ...errors.map(({ code }) => code),
    ...rules.flatMap(({ id, text }) => `${id} ${text}`.match(/\b[a-z]+(_[a-z0-9]+)+\b/g) ?? []),
  ]),
);

/** The names of endpoints in a source without its comments; a name that is a plain word counts in quotes and as a field. */
function namesIn(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
  return [...endpointNames].filter((name) => {
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    if (name.startsWith('/') && name.endsWith('/')) return code.includes(name);
    const pattern = /[_/]/.test(name) ? `(?<!\\w)${escaped}(?!\\w)` : `(['"\`])${escaped}\\1|(?<!\\.)\\.${escaped}\\b`;
    return new RegExp(pattern).test(code);
  });
}

describe('what knows no endpoint', () => {
  it('finds a name in code and in quotes, and neither a comment nor a plain word', () => {
    expect(namesIn("const a = body.biz_no; // api_key\nif (code === 'BAD_ARGUMENTS') token(images);")).toEqual(
      expect.arrayContaining(['biz_no', 'BAD_ARGUMENTS']),
    );
    expect(namesIn('/* biz_no */ const token = images; // api_key')).toEqual([]);
    expect(namesIn("post('/faceid/liveness/v2/get_token', { 'token': 1 })")).toEqual(
      expect.arrayContaining(['/faceid/liveness/v2/get_token', 'token']),
    );
  });

  it('finds a plain word that is read as a field', () => {
    expect(namesIn('answer?.body.token')).toEqual(['token']);
    expect(namesIn('send({ ...images, tokens: answer.tokens })')).toEqual([]);
  });

  it('finds a field inside another, and a page beside those that a contract calls', () => {
    expect(namesIn('result.liveness.failure_reason')).toEqual(['failure_reason']);
    expect(namesIn("open('/faceid/liveness/v2/do')")).toEqual(['/faceid/']);
  });

  it('names no path, parameter, field or error code of one', () => {
    const generic = files
      .map((file) => relative(root, file))
      .filter((file) => file.startsWith('src/') && !KNOWS_ENDPOINTS.test(file));
    const named = generic.flatMap((file) =>
      namesIn(readFileSync(join(root, file), 'utf8'))
        .filter((name) => NAMES_ELSEWHERE[file]?.includes(name) !== true)
        .map((name) => `${file} names ${name}`),
    );
    expect(named, 'move it into contracts/, or into a room that knows endpoints').toEqual([]);
  });

  it('has no exception that is not needed any more', () => {
    const idle = Object.entries(NAMES_ELSEWHERE).flatMap(([file, names]) => {
      const found = files.includes(join(root, file)) ? namesIn(readFileSync(join(root, file), 'utf8')) : [];
      return names.filter((name) => !found.includes(name)).map((name) => `${file}: ${name}`);
    });
    expect(idle).toEqual([]);
  });
});

describe('the start of the program', () => {
  it('loads commander and no other package before it knows which command is meant', () => {
    const packages = new Set<string>();
    const seen = new Set<string>();
    const follow = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const { file: from, target } of imports.filter((one) => one.file === file && !one.typeOnly)) {
        if (target.startsWith('.'))
          follow(relative(root, resolve(root, dirname(from), target.replace(/\.js$/, '.ts'))));
        else if (!target.startsWith('node:')) packages.add(target);
      }
    };
    follow('src/cli/main.ts');
    follow('src/cli/program.ts');
    expect([...packages]).toEqual(['commander']);
    expect(seen.size).toBeLessThan(30);
  });
});

/** Files that break one of the rules for a reason that stands beside them. */
const EXEMPT = new Set<string>([
  // Programs of their own: a worker of Playwright, a child that is the emulator.
  'src/conformance/harness/worker.ts',
  'src/load/emulator-child.ts',
  // What they hand to a child, less what it must not have.
  'src/conformance/run-playwright.ts',
  'src/flow/browser.ts',
  // Ends the process when a second signal says so.
  'src/run/interrupt.ts',
  // Runs inside a load script, whose console is the engine's.
  'src/k6/jslib/k6chaijs.ts',
  'src/k6/jslib/k6-reporter.ts',
]);

function findCircle(): string | undefined {
  const edges = new Map<string, string[]>();
  for (const { file, target } of imports) {
    if (!target.startsWith('.')) continue;
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
