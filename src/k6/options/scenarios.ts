import { LOAD_EXIT } from '../exit-codes.js';
import { LoadError } from '../load-error.js';
import { FieldReader } from './field-reader.js';
import type { RawOptions } from './raw-options.js';
import type { ExecutorName, Scenario, Stage } from './scenario-types.js';

const COMMON = ['executor', 'startTime', 'gracefulStop', 'exec', 'env', 'tags', 'options'] as const;

/** The fields each executor knows beyond the common ones; any other is an error, as in k6. */
const FIELDS = {
  'shared-iterations': ['vus', 'iterations', 'maxDuration'],
  'per-vu-iterations': ['vus', 'iterations', 'maxDuration'],
  'constant-vus': ['vus', 'duration'],
  'ramping-vus': ['startVUs', 'stages', 'gracefulRampDown'],
  'constant-arrival-rate': ['rate', 'timeUnit', 'duration', 'preAllocatedVUs', 'maxVUs'],
  'ramping-arrival-rate': ['startRate', 'timeUnit', 'stages', 'preAllocatedVUs', 'maxVUs'],
} as const satisfies Record<ExecutorName, readonly string[]>;

const EXECUTORS = Object.keys(FIELDS) as ExecutorName[];

/** Reads the `scenarios` option into complete scenarios. Throws a LoadError (104) that names every mistake. */
export function readScenarios(value: unknown): Scenario[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new LoadError(LOAD_EXIT.invalidConfig, 'options.scenarios: expected an object of scenarios by name');
  }
  const problems: string[] = [];
  const scenarios = Object.entries(value).map(([name, fields]) => readScenario(name, fields, problems));
  if (scenarios.length === 0) problems.push('options.scenarios: is empty; name at least one scenario');
  if (problems.length > 0) throw new LoadError(LOAD_EXIT.invalidConfig, problems.join('\n'));
  return scenarios.filter((scenario) => scenario !== undefined);
}

const DURATIONS = ['startTime', 'gracefulStop', 'maxDuration', 'duration', 'gracefulRampDown', 'timeUnit'];

/**
 * A line for each mistake in the form of options that a flag stands in for, and which k6 reads all the same: an executor or
 * a field that there is not, what is no duration. Values that no run could have pass.
 */
export function misformed({ duration, stages, scenarios }: RawOptions): string[] {
  const problems: string[] = [];
  const readDurations = (place: string, fields: object): void => {
    const read = new FieldReader(place, fields as Record<string, unknown>, problems);
    for (const name of DURATIONS) read.duration(name, 0, Number.NEGATIVE_INFINITY);
    const steps = read.fields.stages;
    if (!Array.isArray(steps)) return;
    steps.forEach((step: unknown, index) => {
      if (isObject(step)) readDurations(`${place}.stages[${index}]`, { duration: step.duration });
    });
  };
  readDurations('options', { duration, stages });
  for (const [name, fields] of Object.entries(isObject(scenarios) ? scenarios : {})) {
    if (!isObject(fields)) continue;
    const place = `options.scenarios.${name}`;
    const read = new FieldReader(place, fields, problems);
    const executor = fields.executor === undefined ? undefined : read.oneOf('executor', EXECUTORS);
    if (executor !== undefined) read.onlyKnown([...COMMON, ...FIELDS[executor]]);
    readDurations(place, fields);
  }
  return problems;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function readScenario(name: string, fields: unknown, problems: string[]): Scenario | undefined {
  const place = `options.scenarios.${name}`;
  if (!/^[0-9a-zA-Z_-]+$/.test(name)) {
    problems.push(`${place}: a scenario's name may have letters, digits, _ and - only`);
  }
  if (typeof fields !== 'object' || fields === null) {
    problems.push(`${place}: expected an object`);
    return undefined;
  }
  const read = new FieldReader(place, fields as Record<string, unknown>, problems);
  const executor = read.oneOf('executor', EXECUTORS);
  if (executor === undefined) return undefined;
  read.onlyKnown([...COMMON, ...FIELDS[executor]]);
  if (hasBrowser(read.fields.options))
    problems.push(`${place}.options.browser: the node engine has no browser; remove it or run with --engine k6`);
  const common = {
    name,
    startTimeMs: read.duration('startTime', 0),
    gracefulStopMs: read.duration('gracefulStop', 30_000),
    exec: read.text('exec', 'default'),
    env: read.texts('env'),
    tags: read.texts('tags'),
  };
  const scenario = complete(executor, common, read);
  checkVus(place, scenario, problems);
  return scenario;
}

function hasBrowser(options: unknown): boolean {
  return typeof options === 'object' && options !== null && 'browser' in options;
}

function complete(
  executor: ExecutorName,
  common: Pick<Scenario, 'name' | 'startTimeMs' | 'gracefulStopMs' | 'exec' | 'env' | 'tags'>,
  read: FieldReader,
): Scenario {
  switch (executor) {
    case 'shared-iterations':
    case 'per-vu-iterations':
      return {
        executor,
        ...common,
        vus: read.count('vus', 1, 1),
        iterations: read.count('iterations', 1, 1),
        maxDurationMs: read.duration('maxDuration', 600_000, 1000),
      };
    case 'constant-vus':
      return {
        executor,
        ...common,
        vus: read.count('vus', 1, 1),
        durationMs: read.duration('duration', undefined, 1000),
      };
    case 'ramping-vus':
      return {
        executor,
        ...common,
        startVus: read.count('startVUs', 1, 0),
        stages: read.stages('stages'),
        gracefulRampDownMs: read.duration('gracefulRampDown', 30_000),
      };
    case 'constant-arrival-rate':
      return {
        executor,
        ...common,
        rate: read.count('rate', undefined, 1),
        timeUnitMs: read.duration('timeUnit', 1000, 1),
        durationMs: read.duration('duration', undefined, 1000),
        ...readAllocation(read),
      };
    case 'ramping-arrival-rate':
      return {
        executor,
        ...common,
        startRate: read.count('startRate', 0, 0),
        timeUnitMs: read.duration('timeUnit', 1000, 1),
        stages: read.stages('stages'),
        ...readAllocation(read),
      };
  }
}

function readAllocation(read: FieldReader): { preAllocatedVus: number; maxVus: number } {
  const preAllocatedVus = read.count('preAllocatedVUs', undefined, 0);
  return { preAllocatedVus, maxVus: read.count('maxVUs', preAllocatedVus, 0) };
}

function checkVus(place: string, scenario: Scenario, problems: string[]): void {
  if (scenario.executor === 'shared-iterations' && scenario.iterations < scenario.vus) {
    problems.push(`${place}: iterations (${scenario.iterations}) must not be fewer than vus (${scenario.vus})`);
  }
  if ('maxVus' in scenario) {
    if (scenario.maxVus < scenario.preAllocatedVus) {
      problems.push(
        `${place}: maxVUs (${scenario.maxVus}) must not be less than preAllocatedVUs (${scenario.preAllocatedVus})`,
      );
    }
    if (scenario.maxVus === 0) problems.push(`${place}: preAllocatedVUs or maxVUs must be more than 0`);
  }
  if (scenario.executor === 'ramping-vus' && Math.max(scenario.startVus, ...targets(scenario.stages)) === 0) {
    problems.push(`${place}: startVUs or the target of a stage must be more than 0`);
  }
}

function targets(stages: readonly Stage[]): number[] {
  return stages.map((stage) => stage.target);
}
