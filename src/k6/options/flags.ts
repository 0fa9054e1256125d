import { LOAD_EXIT } from '../exit-codes.js';
import { LoadError } from '../load-error.js';
import type { RawOptions } from './raw-options.js';

/** What k6's command line asks for, as far as the engines share it. */
export interface LoadFlags {
  readonly options: RawOptions;
  readonly env: Readonly<Record<string, string>>;
  /** File for `--out json=FILE`; undefined when not asked for. */
  readonly outJson: string | undefined;
  /** File for `--summary-export`; undefined when not asked for. */
  readonly summaryExport: string | undefined;
  readonly quiet: boolean;
  /** The values of `--secret-source`. */
  readonly secretSources: readonly string[];
}

type Reader = (flags: Draft, value: string, flag: string) => void;

interface Draft {
  options: Record<string, unknown>;
  env: Record<string, string>;
  outJson: string | undefined;
  summaryExport: string | undefined;
  quiet: boolean;
  secretSources: string[];
}

const SHORT: Readonly<Record<string, string>> = {
  '-u': '--vus',
  '-d': '--duration',
  '-i': '--iterations',
  '-s': '--stage',
  '-e': '--env',
  '-o': '--out',
  '-q': '--quiet',
  '-v': '--verbose',
};

/** Flags without a value. */
const SWITCHES: Readonly<Record<string, Reader>> = {
  '--quiet': (flags) => {
    flags.quiet = true;
  },
  '--no-color': () => {},
  '--no-usage-report': () => {},
  '--verbose': () => {},
  '--no-thresholds': option('noThresholds'),
  '--no-setup': option('noSetup'),
  '--no-teardown': option('noTeardown'),
  '--no-connection-reuse': option('noConnectionReuse'),
  '--no-vu-connection-reuse': option('noVUConnectionReuse'),
  '--insecure-skip-tls-verify': option('insecureSkipTLSVerify'),
  '--discard-response-bodies': option('discardResponseBodies'),
  '--throw': option('throw'),
};

/** Flags with a value. */
const VALUES: Readonly<Record<string, Reader>> = {
  '--vus': number('vus'),
  '--iterations': number('iterations'),
  '--max-redirects': number('maxRedirects'),
  '--batch-per-host': number('batchPerHost'),
  '--duration': text('duration'),
  '--user-agent': text('userAgent'),
  '--min-iteration-duration': text('minIterationDuration'),
  '--summary-time-unit': text('summaryTimeUnit'),
  '--execution-segment': text('executionSegment'),
  '--execution-segment-sequence': text('executionSegmentSequence'),
  '--summary-trend-stats': list('summaryTrendStats'),
  '--system-tags': list('systemTags'),
  '--stage': (flags, value, flag) => {
    const stages = value.split(',').map((stage) => {
      const [duration, target] = stage.split(':');
      if (duration === undefined || target === undefined || !/^\d+$/.test(target))
        throw wrong(flag, value, 'DURATION:TARGET, like 30s:10');
      return { duration, target: Number(target) };
    });
    flags.options.stages = [...((flags.options.stages as unknown[] | undefined) ?? []), ...stages];
  },
  '--tag': (flags, value, flag) => {
    flags.options.tags = { ...(flags.options.tags as object | undefined), ...pair(flag, value) };
  },
  '--env': (flags, value, flag) => {
    Object.assign(flags.env, pair(flag, value));
  },
  '--out': (flags, value, flag) => {
    if (!value.startsWith('json=') || value.length === 5)
      throw wrong(flag, value, 'json=FILE, the one output the node engine has');
    flags.outJson = value.slice(5);
  },
  '--secret-source': (flags, value) => {
    flags.secretSources.push(value);
  },
  '--summary-export': (flags, value) => {
    flags.summaryExport = value;
  },
};

/** Reads k6's own command-line flags. Throws a LoadError (104) for one it does not know or whose value does not fit. */
export function parseLoadFlags(args: readonly string[]): LoadFlags {
  const flags: Draft = {
    options: {},
    env: {},
    outJson: undefined,
    summaryExport: undefined,
    quiet: false,
    secretSources: [],
  };
  for (let i = 0; i < args.length; i++) {
    const [head, ...rest] = spelledOut(args[i]!).split('=');
    const flag = head!;
    const inline = rest.length > 0 ? rest.join('=') : undefined;
    const asSwitch = SWITCHES[flag];
    if (asSwitch !== undefined) {
      asSwitch(flags, inline ?? 'true', flag);
      continue;
    }
    const withValue = VALUES[flag];
    if (withValue === undefined) {
      throw new LoadError(
        LOAD_EXIT.invalidConfig,
        `${args[i]}: this k6 flag is unknown to the node engine; known are ${known()}`,
      );
    }
    const value = inline ?? args[++i];
    if (value === undefined)
      throw new LoadError(LOAD_EXIT.invalidConfig, `${flag}: expected a value after it; found the end`);
    withValue(flags, value, flag);
  }
  return flags;
}

/** `-u`, `-u5` and `-u=5` as `--vus` with its value. */
function spelledOut(arg: string): string {
  const long = /^-\w/.test(arg) ? SHORT[arg.slice(0, 2)] : undefined;
  if (long === undefined) return arg;
  const value = arg.slice(2).replace(/^=/, '');
  return value === '' ? long : `${long}=${value}`;
}

function known(): string {
  return [...Object.keys(VALUES), ...Object.keys(SWITCHES)].join(' ');
}

function option(name: string): Reader {
  return (flags, value) => {
    flags.options[name] = value === 'true';
  };
}

function text(name: string): Reader {
  return (flags, value) => {
    flags.options[name] = value;
  };
}

function number(name: string): Reader {
  return (flags, value, flag) => {
    if (!/^\d+$/.test(value)) throw wrong(flag, value, 'a whole number');
    flags.options[name] = Number(value);
  };
}

function list(name: string): Reader {
  return (flags, value) => {
    flags.options[name] = value.split(',').map((item) => item.trim());
  };
}

function pair(flag: string, value: string): Record<string, string> {
  const at = value.indexOf('=');
  if (at <= 0) throw wrong(flag, value, 'NAME=VALUE');
  return { [value.slice(0, at)]: value.slice(at + 1) };
}

function wrong(flag: string, value: string, expected: string): LoadError {
  return new LoadError(LOAD_EXIT.invalidConfig, `${flag} ${value}: expected ${expected}`);
}
