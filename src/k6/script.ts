import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';
import { Script } from 'node:vm';
import { LATER_EXPORTS } from './later-exports.js';

/** A script ready to be run once a VU: the code is compiled once, every run has its own variables. */
export interface CompiledScript {
  /** The script's own file. */
  readonly path: string;
  run(world: ScriptWorld): ScriptInstance;
  /** A stack trace or message with its places in the bundle turned into those in the sources. */
  locate(text: string): string;
  /** `file:line:column: message` of an error, by the place in the sources where it was thrown. */
  placed(error: Error): string;
  /** Whether a stack trace goes through the script. */
  appearsIn(stack: string): boolean;
}

/** What one VU's run of the script sees. */
export interface ScriptWorld {
  readonly require: (module: string) => unknown;
  readonly globals: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  readonly vu: number;
}

export interface ScriptInstance {
  /** What it exports; empty until `later` has settled. */
  readonly exports: Readonly<Record<string, unknown>>;
  /** Settles when its top level has come to an end; undefined where it has no `await`. */
  readonly later: Promise<void> | undefined;
  /** Sets the script's `__ITER`. */
  setIteration(iteration: number): void;
  setVu(vu: number): void;
}

type Factory = (
  require: (module: string) => unknown,
  module: { exports: Record<string, unknown> },
  env: Readonly<Record<string, string>>,
  vu: number,
  iteration: number | undefined,
  ...globals: unknown[]
) => readonly [(iteration: number) => void, (vu: number) => void];

/** The globals of k6's JavaScript that are the language's own and shared by all VUs; the rest of Node's are out of the script's sight. */
const LANGUAGE = [
  'Object',
  'Function',
  'Array',
  'String',
  'Number',
  'BigInt',
  'RegExp',
  'Date',
  'Boolean',
  'Proxy',
  'Reflect',
  'Error',
  'AggregateError',
  'TypeError',
  'ReferenceError',
  'SyntaxError',
  'RangeError',
  'EvalError',
  'URIError',
  'eval',
  'JSON',
  'ArrayBuffer',
  'DataView',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int8Array',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'Symbol',
  'WeakSet',
  'WeakMap',
  'Map',
  'Set',
  'Promise',
  'NaN',
  'undefined',
  'Infinity',
  'isNaN',
  'parseInt',
  'parseFloat',
  'isFinite',
  'decodeURI',
  'decodeURIComponent',
  'encodeURI',
  'encodeURIComponent',
  'escape',
  'unescape',
] as const;

/** Globals the engine provides a VU, beside `__ENV`, `__VU` and `__ITER`. */
export const PROVIDED = [
  'open',
  'console',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'crypto',
  'Math',
  'TextEncoder',
  'TextDecoder',
  'globalThis',
  'global',
] as const;

const languageGlobals = Object.freeze(
  Object.fromEntries(LANGUAGE.map((name) => [name, (globalThis as Record<string, unknown>)[name]])),
);

/** What a module has anyway, and what the wrapper names itself. */
const MODULE_SCOPE = ['require', 'module', 'exports'];

/** The `globalThis` of one VU: the language's globals and its own, so that what a script leaves there stays with the VU. */
export function vuGlobal(globals: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const own: Record<string, unknown> = Object.create(languageGlobals) as Record<string, unknown>;
  Object.assign(own, globals);
  own.globalThis = own;
  own.global = own;
  return own;
}

/** Compiles a bundle in CommonJS form. `map` is its source map as JSON. */
export function compileScript(path: string, code: string, map: string): CompiledScript {
  const hidden = Object.getOwnPropertyNames(globalThis).filter(
    (name) =>
      !(LANGUAGE as readonly string[]).includes(name) &&
      !(PROVIDED as readonly string[]).includes(name) &&
      /^[\w$]+$/.test(name) &&
      !MODULE_SCOPE.includes(name),
  );
  const file = `${path}#bundle`;
  const wrapped = `(function (require, module, __ENV, __VU, __ITER, ${PROVIDED.join(', ')}, ${hidden.join(', ')}) { "use strict"; let exports = module.exports; (function () {
${code}
}).call(undefined); return [(iteration) => { __ITER = iteration; }, (vu) => { __VU = vu; }]; })`;
  const factory = new Script(wrapped, { filename: file, lineOffset: -1 }).runInThisContext() as Factory;
  let sources: SourceMap | undefined;
  const locate = (text: string): string => {
    // Unpacking the map takes time and memory, and most runs never have to name a place.
    sources ??= new SourceMap(JSON.parse(map) as SourceMapPayload);
    return located(text, file, sources, dirname(path));
  };
  return {
    path,
    run: ({ require, globals, env, vu }) => {
      const module: { exports: Record<string, unknown> } = { exports: {} };
      const [setIteration, setVu] = factory(
        require,
        module,
        env,
        vu,
        undefined,
        ...PROVIDED.map((name) => globals[name]),
      );
      const later = module.exports[LATER_EXPORTS] as Promise<Record<string, unknown>> | undefined;
      let exports = later === undefined ? exportsOf(module.exports) : {};
      return {
        get exports() {
          return exports;
        },
        later: later?.then((made) => {
          exports = made;
        }),
        setIteration,
        setVu,
      };
    },
    appearsIn: (stack) => stack.includes(file),
    locate,
    placed: (error) => {
      const place = locate(
        (error.stack ?? '')
          .split('\n')
          .filter((line) => line.includes(`${file}:`))
          .join('\n'),
      )
        .split('\n')
        .map((line) => /^\s+at (?:.*\()?([^()]+:\d+:\d+)\)?$/.exec(line)?.[1])
        .find((found) => found !== undefined);
      return place === undefined ? error.message : `${place}: ${error.message}`;
    },
  };
}

/** A script in CommonJS form comes out of the bundler as one default export: what it exports is inside. */
function exportsOf(made: Record<string, unknown>): Record<string, unknown> {
  const { default: whole, ...others } = made;
  const isWrapped = typeof whole === 'object' && whole !== null && Object.keys(others).length === 0;
  return isWrapped ? (whole as Record<string, unknown>) : made;
}

function located(text: string, file: string, sources: SourceMap, folder: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s+at .*(node:|\/src\/k6\/)/.test(line) || line.includes(file))
    .map((line) =>
      line.replaceAll(new RegExp(`${escaped(file)}:(\\d+):(\\d+)`, 'g'), (whole, row: string, column: string) => {
        const entry = sources.findEntry(Number(row) - 1, Number(column) - 1);
        if (!('originalSource' in entry)) return whole;
        return `${resolve(folder, entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
      }),
    )
    .join('\n');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
