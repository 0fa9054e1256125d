import { stringTags } from '../metrics/tags.js';
import type { ScriptVu } from '../script-vu.js';

/** Thrown by `test.abort()` to end the iteration that called it. */
class TestAborted extends Error {
  override readonly name = 'TestAborted';
}

/** The module `k6/execution`: where in the run the script is. */
export function executionModule(vu: ScriptVu): Record<string, unknown> {
  const { environment } = vu;
  const iteration = () => {
    if (vu.iteration === undefined)
      throw new Error(
        'exec.scenario is known only while a scenario runs; not in the init context, setup() or teardown()',
      );
    return vu.iteration;
  };

  const running = (what: string): void => {
    if (vu.state === 'init') throw new Error(`${what} is not known in the init context yet; move it into a function`);
  };

  const scenario = {
    get name() {
      return iteration().scenario.scenario.name;
    },
    get executor() {
      return iteration().scenario.scenario.executor;
    },
    get startTime() {
      return Math.round(iteration().scenario.startsAtMs + environment.epochShiftMs);
    },
    get progress() {
      return iteration().scenario.progress();
    },
    get iterationInInstance() {
      const { scenario: run, inTest } = iteration();
      return run.inInstance(inTest);
    },
    get iterationInTest() {
      return iteration().inTest;
    },
  };

  const instance = {
    get iterationsInterrupted() {
      return environment.counts.iterationsInterrupted;
    },
    get iterationsCompleted() {
      return environment.counts.iterationsCompleted;
    },
    get vusActive() {
      return environment.counts.vusActive;
    },
    get vusInitialized() {
      return environment.counts.vusInitialized;
    },
    get currentTestRunDuration() {
      return environment.startedAtMs === undefined ? 0 : Math.max(0, environment.now() - environment.startedAtMs);
    },
  };

  const tags = new Proxy({} as Record<string, string>, {
    get: (_, tag) => (typeof tag === 'string' ? vu.context.tags[tag] : undefined),
    has: (_, tag) => typeof tag === 'string' && Object.hasOwn(vu.context.tags, tag),
    ownKeys: () => Object.keys(vu.context.tags),
    getOwnPropertyDescriptor: (_, tag) => {
      const value = typeof tag === 'string' ? vu.context.tags[tag] : undefined;
      return value === undefined ? undefined : { value, configurable: true, enumerable: true, writable: true };
    },
    set: (_, tag, value: unknown) => {
      if (typeof tag !== 'string' || (typeof value === 'object' && value !== null)) {
        throw new TypeError(
          `exec.vu.tags.${String(tag)}: expected a string, a number or a boolean; found ${typeof value}`,
        );
      }
      vu.tags = { ...vu.tags, ...stringTags({ [tag]: value }) };
      vu.refreshTags();
      return true;
    },
    deleteProperty: (_, tag) => {
      vu.tags = Object.fromEntries(Object.entries(vu.tags).filter(([name]) => name !== tag));
      vu.refreshTags();
      return true;
    },
  });

  const user = {
    get idInInstance() {
      return vu.idInInstance;
    },
    get idInTest() {
      return vu.idInTest;
    },
    get iterationInInstance() {
      return vu.iterationsInInstance;
    },
    get iterationInScenario() {
      return vu.iterationInScenario;
    },
    get tags() {
      return tags;
    },
    get metrics() {
      return { tags, metadata: vu.metadata };
    },
  };

  const test = {
    abort: (message: unknown = ''): never => {
      const text = String(message);
      environment.stop({ kind: 'abort', message: text });
      const aborted = new TestAborted(text);
      // A script that catches it comes no further, as on k6: whatever else it asks of the engine throws.
      vu.fail(aborted);
      throw aborted;
    },
    fail: (message: unknown = ''): void => {
      running('exec.test.fail()');
      environment.fail(String(message));
    },
    get options() {
      running('exec.test.options');
      return environment.settings.given;
    },
  };

  return {
    scenario,
    get instance() {
      running('exec.instance');
      return instance;
    },
    get vu() {
      running('exec.vu');
      return user;
    },
    test,
  };
}
