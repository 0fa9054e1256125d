import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { type BudgetShare, type PlannedRun, shareBudget } from './budget-share.js';
import { type Bundle, bundleScript } from './bundle.js';
import { BUDGET_MARK, countedHttp, HTTP_NAMES } from './counted-http.js';
import type { LogLevel } from './environment.js';
import { LOAD_EXIT } from './exit-codes.js';
import type { SendBounds } from './http/send-budget.js';
import type { ThresholdState } from './ledger.js';
import { LoadError } from './load-error.js';
import type { LoadOutcome } from './outcome.js';
import type { Vendored } from './remote-modules.js';
import { type Summary, summaryExport } from './summary.js';
import { type PackedFiles, packFiles, unpackFiles } from './summary-files.js';

export interface RealK6Options {
  /** Path of the k6 program. */
  readonly k6: string;
  /** Path of the script, `.ts` or `.js`. */
  readonly script: string;
  /** The script's `__ENV`, and k6's own environment. */
  readonly env: Readonly<Record<string, string>>;
  /** k6's own command-line flags, handed on; relative files are meant from the current folder. */
  readonly args?: readonly string[];
  /** Files for what the script imports by address. */
  readonly vendored?: Vendored;
  readonly onLog?: (level: LogLevel, text: string) => void;
  /** What the run may send at most, whatever the script asks for, and what its options plan; undefined: no bound. */
  readonly bounds?: { readonly most: SendBounds; readonly planned: PlannedRun } | undefined;
  /** Stops the run the way Ctrl-C does. */
  readonly signal?: AbortSignal;
}

/** Begins the one line of k6's standard output that is the run's result. */
const MARK = '\u0001facegate-summary ';

/** What the hook sends: the data k6 gives handleSummary, and what the script's own made of it. */
interface Sent {
  readonly data: Summary;
  readonly rest: {
    readonly files: PackedFiles;
    /** What handleSummary threw, or what is wrong with what it returned; empty when neither. */
    readonly failure: string;
  };
}

/** Runs a load script on k6 itself and takes over its exit code and its summary. */
export async function runRealK6(options: RealK6Options): Promise<LoadOutcome> {
  const args = absoluteFiles(options.args ?? []);
  let bundle: Bundle;
  try {
    bundle = await bundleScript(options.script, options.vendored);
  } catch (error) {
    if (error instanceof LoadError)
      return outcome({
        exitCode: error.exitCode,
        cause: error.message.split('\n'),
        sent: undefined,
        wantsExport: false,
      });
    throw error;
  }
  const { bounds } = options;
  const calls = { setup: bundle.exports.includes('setup'), teardown: bundle.exports.includes('teardown') };
  const share = bounds === undefined ? undefined : shareBudget(bounds.planned, bounds.most, calls);
  const hooked = await withHooks(bundle, share);
  const { exitCode, sent, errors } = await spawnK6(
    options,
    ['run', ...args, '--quiet', '--log-format=json', '-'],
    dirname(bundle.path),
    hooked,
  );
  return outcome({
    exitCode,
    cause: exitCode === LOAD_EXIT.ok ? [] : errors.length > 0 ? errors : [`k6 ended with exit code ${exitCode}`],
    sent,
    wantsExport: args.some((arg) => arg.startsWith('--summary-export')),
  });
}

/**
 * The script with a handleSummary around its own that prints everything on one line instead of writing files, and with a `k6/http`
 * that counts, where it may not send more than its share.
 */
async function withHooks({ code, exports }: Bundle, share: BudgetShare | undefined): Promise<string> {
  const own = exports.includes('handleSummary');
  const wrapper = [
    `import encoding from 'k6/encoding';`,
    `const packFiles = ${packFiles.toString()};`,
    `import * as script from 'script'; export * from 'script';`,
    exports.includes('default') ? `export { default } from 'script';` : '',
    // The data goes out as k6 gave it, whatever the script's own function does with it or comes to.
    `export async function handleSummary(data) {`,
    `  const given = JSON.stringify(data);`,
    `  let files = {}, failure = '';`,
    own
      ? `  try { ({ files, failure } = packFiles(await script.handleSummary(data), (bytes) => encoding.b64encode(bytes))); } catch (error) { failure = String(error); }`
      : '',
    `  return { stdout: ${JSON.stringify(MARK)} + '{"data":' + given + ',"rest":' + JSON.stringify({ files, failure }) + '}\\n' };`,
    `}`,
  ].join('\n');
  const { outputFiles } = await build({
    stdin: { contents: wrapper },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    charset: 'utf8',
    logLevel: 'silent',
    plugins: [
      {
        name: 'script',
        setup(builder) {
          builder.onResolve({ filter: /^k6(\/.*)?$/ }, ({ path, namespace }) =>
            path === 'k6/http' && namespace === 'script' && share !== undefined
              ? { path, namespace: 'counted' }
              : { path, external: true },
          );
          builder.onLoad({ filter: /.*/, namespace: 'counted' }, () => ({ contents: countedModule(share!) }));
          builder.onResolve({ filter: /^script$/ }, ({ path }) => ({ path, namespace: 'script' }));
          builder.onLoad({ filter: /.*/, namespace: 'script' }, () => ({
            contents: share === undefined ? code : required(code),
          }));
        },
      },
    ],
  });
  return outputFiles[0]!.text;
}

/** The module that stands for `k6/http` in a script that may not send more than its share. */
function countedModule(share: BudgetShare): string {
  return [
    `import http from 'k6/http'; import exec from 'k6/execution'; import { sleep } from 'k6';`,
    `const countedHttp = ${countedHttp.toString()};`,
    `const counted = countedHttp({ http, exec, sleep }, ${JSON.stringify(share)}, ${JSON.stringify(BUDGET_MARK)});`,
    `export default counted;`,
    `export const { ${HTTP_NAMES.join(', ')} } = counted;`,
  ].join('\n');
}

/** What a CommonJS module requires goes the way of what is imported. */
function required(code: string): string {
  const inlined = code.replaceAll(/\b__require\("k6\/http"\)/g, '__facegateHttp');
  return inlined === code ? code : `import * as __facegateHttp from 'k6/http';\n${inlined}`;
}

interface Ended {
  readonly exitCode: number;
  readonly sent: Sent | undefined;
  readonly errors: string[];
}

function spawnK6(
  { k6, env, onLog, signal }: RealK6Options,
  args: readonly string[],
  cwd: string,
  script: string,
): Promise<Ended> {
  return new Promise((done, reject) => {
    // In a process group of its own, so that a Ctrl-C in the terminal reaches it only through `signal`: k6 takes a second
    // one for the wish to end at once.
    const child = spawn(k6, args, { cwd, env: { ...env }, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    let sent: Sent | undefined;
    const errors: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      const at = line.indexOf(MARK);
      if (at >= 0) sent = JSON.parse(line.slice(at + MARK.length)) as Sent;
      else if (line !== '') onLog?.('info', line);
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      const { level, text } = readLog(line);
      if (level === 'error') errors.push(withoutStack(text));
      if (text !== '') onLog?.(level, text);
    });
    const stop = (): void => {
      child.kill('SIGINT');
    };
    if (signal?.aborted === true) stop();
    signal?.addEventListener('abort', stop, { once: true });
    // A load generator must not outlive the program that was to bound it, however that ends.
    const kill = (): void => {
      child.kill('SIGKILL');
    };
    process.once('exit', kill);
    const guard = guardOver(child.pid, env.PATH ?? '');
    // k6 may end before it has read its script; its exit code then says why.
    child.stdin.on('error', () => {});
    child.stdin.end(script);
    child.on('error', (error) => {
      guard?.kill('SIGKILL');
      reject(error);
    });
    child.on('close', (code) => {
      signal?.removeEventListener('abort', stop);
      process.off('exit', kill);
      guard?.kill('SIGKILL');
      done({ exitCode: code ?? LOAD_EXIT.stopped, sent, errors });
    });
  });
}

/** A shell that waits for the end of this process, which closes its input, and then ends the load generator. */
function guardOver(pid: number | undefined, path: string): ChildProcess | undefined {
  if (pid === undefined || process.platform === 'win32') return undefined;
  const args = ['-c', 'read _; kill -KILL "$1"', 'guard', String(pid)];
  const guard = spawn('sh', args, { env: { PATH: path }, stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // Without a shell a kill of this process alone leaves the load generator running; nothing else depends on it.
  guard.on('error', () => undefined);
  guard.unref();
  return guard;
}

/** Frames name places in the bundle that k6 was given, which nobody can look up. */
function withoutStack(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
    .join('\n');
}

function readLog(line: string): { level: LogLevel; text: string } {
  try {
    const { level, msg, error } = JSON.parse(line) as { level?: string; msg?: string; error?: string };
    const known: readonly LogLevel[] = ['debug', 'info', 'warning', 'error'];
    return { level: known.find((name) => name === level) ?? 'error', text: told(msg ?? line, error) };
  } catch {
    return { level: 'error', text: line };
  }
}

/** The message with its error; the local port, another one for each connection, would make every line a new text. */
function told(message: string, error: string | undefined): string {
  if (error === undefined) return message;
  const withoutPorts = error
    .split(' ')
    .map((word) => (/:\d{1,5}->/.test(word) ? word.slice(word.lastIndexOf('->') + 2) : word))
    .join(' ');
  return `${message}: ${withoutPorts}`;
}

function outcome({
  exitCode,
  cause,
  sent,
  wantsExport,
}: {
  exitCode: number;
  cause: readonly string[];
  sent: Sent | undefined;
  wantsExport: boolean;
}): LoadOutcome {
  const thresholds: ThresholdState[] = Object.entries(sent?.data.metrics ?? {}).flatMap(([metric, { thresholds }]) =>
    Object.entries(thresholds ?? {}).map(([source, { ok }]) => ({ metric, source, ok })),
  );
  return {
    engine: 'k6',
    exitCode,
    cause,
    summary: sent?.data,
    thresholds,
    handleSummaryFiles: unpackFiles(sent?.rest.files ?? {}),
    summaryExport: wantsExport && sent !== undefined ? summaryExport(sent.data) : '',
    overBudget: cause.some((line) => line.includes(BUDGET_MARK)),
    incomplete:
      sent === undefined ||
      INCOMPLETE.has(exitCode) ||
      (exitCode === LOAD_EXIT.thresholds && cause.some((line) => line.includes('abortOnFail'))),
    lag: undefined,
    distributions: {},
    timeline: [],
    warnings: sent === undefined || sent.rest.failure === '' ? [] : [`handleSummary() failed: ${sent.rest.failure}`],
  };
}

/** Exit codes of runs that ended before their planned end. */
const INCOMPLETE = new Set<number>([
  LOAD_EXIT.setupTimeout,
  LOAD_EXIT.teardownTimeout,
  LOAD_EXIT.stopped,
  LOAD_EXIT.scriptException,
  LOAD_EXIT.aborted,
  LOAD_EXIT.invalidConfig,
]);

/** k6 runs in the script's folder, so that `open()` finds what it names; files in flags are meant from here. */
function absoluteFiles(args: readonly string[]): string[] {
  return args.map((arg, index) => {
    const before = args[index - 1];
    if (arg.startsWith('--summary-export=')) return `--summary-export=${resolve(arg.slice(17))}`;
    if (before === '--summary-export') return resolve(arg);
    const out = /^(--out=|-o=)?json=(.+)$/.exec(arg);
    return out === null ? arg : `${out[1] ?? ''}json=${resolve(out[2]!)}`;
  });
}
