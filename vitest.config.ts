import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What starts whole programs: Facegate itself, browsers, k6, threads of the engine, the face detector. */
const WHOLE_PROGRAM = [
  'src/cli/e2e/**/*.test.ts',
  'src/integration/examples.test.ts',
  'src/conformance/harness/run-flow.test.ts',
  'src/emulator/**/page.test.ts',
  'src/flow/browser.test.ts',
  'src/flow/bound.test.ts',
  'src/report/page-browser.test.ts',
  'src/k6/conformance/threads.test.ts',
  'fixtures/**/*.test.ts',
];

/** In this process, but slow: the load engine at work, many simulated searches, thousands of odd inputs, large bodies and pages. */
const ENGINE = [
  'load/*.test.ts',
  'src/k6/conformance/**/*.test.ts',
  'src/k6/{run,send-budget,through-proxy}.test.ts',
  'src/k6/http/{decompress,kept-body}.test.ts',
  'src/testing/{expressions,fuzz,lag-meter}.test.ts',
  'src/stats/limit/{search,servers,simulation}.test.ts',
  'src/load/**/samples.test.ts',
  'src/report/{html-load,html-size}.test.ts',
  'src/report/charts/render.test.ts',
  'src/output/redactor-cost.test.ts',
  'src/conformance/{assemble,run-contract}.test.ts',
  'src/licenses.test.ts',
  'src/integration/run-client.test.ts',
  'src/cli/commands/load-commands.test.ts',
  'src/emulator/photos/face-detector.test.ts',
  'src/multipart/read-multipart.test.ts',
  'src/prove/**/*.test.ts',
];

/** What runs bundled into a script or a worker, or in a page, where lines are not counted. */
const ELSEWHERE = [
  'src/k6/jslib/**',
  'src/k6/counted-http.ts',
  'src/report/browser/**',
  'src/emulator/photos/detector-worker.ts',
];

/** Those that take longest, longest first: they begin first, so that none is left to run alone at the end. */
const LONGEST = [
  'src/prove/every-break.test.ts',
  'src/cli/e2e/gate.test.ts',
  'src/cli/e2e/hostile.test.ts',
  'src/cli/e2e/contract.test.ts',
  'load/limit.test.ts',
  'src/cli/e2e/load-faults.test.ts',
  'src/cli/e2e/limit.test.ts',
  'src/cli/e2e/load.test.ts',
  'src/cli/e2e/canary.test.ts',
  'src/integration/examples.test.ts',
  'src/cli/e2e/run-folder.test.ts',
  'src/k6/conformance/threads.test.ts',
  'src/conformance/harness/run-flow.test.ts',
  'src/cli/e2e/own-contracts.test.ts',
  'src/cli/e2e/machine.test.ts',
  'src/cli/e2e/watch.test.ts',
  'src/cli/e2e/flow.test.ts',
  'src/cli/e2e/sla.test.ts',
  'fixtures/manifest.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((file) => moduleId.endsWith(file));
      return place === -1 ? LONGEST.length : place;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

const shared = {
  // A time-out is no verdict on speed: it is there for what never ends, however busy the machine.
  testTimeout: 900_000,
  hookTimeout: 900_000,
  expect: { poll: { timeout: 900_000 } },
  // The files of a worker share its modules, which saves more than half of the time of unit tests: none may leave a trace in them.
  isolate: false,
  // What was compiled runs as it is.
  server: { deps: { external: [/^(file:\/\/)?\/.*\/dist\/src\//] } },
  maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
};

/** Whole programs and load mostly wait for one another: one more of them goes side by side. */
const waiting = { ...shared, maxWorkers: shared.maxWorkers + 1 };

export default defineConfig({
  test: {
    // What a file compiles to is kept between runs, which saves a third of the time of the unit tests.
    experimental: { fsModuleCache: true },
    sequence: { sequencer: LongestFirst },
    // `npm run coverage`: what the tests in this process reach; command line and flow are reached by whole programs.
    coverage: {
      provider: 'v8',
      include: ['{src,contracts}/**/*.ts'],
      exclude: ['**/*.{test,spec,fixture,case,d}.ts', '**/testing/**', 'src/{cli,flow}/**', ...ELSEWHERE],
      reporter: ['text-summary', 'html', 'json-summary'],
      thresholds: { lines: 90 },
    },
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['{src,contracts,scenarios,load}/**/*.test.ts'],
          exclude: [...ENGINE, ...WHOLE_PROGRAM],
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...waiting,
          name: 'engine',
          include: ENGINE,
          exclude: WHOLE_PROGRAM,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...waiting,
          name: 'whole-program',
          include: WHOLE_PROGRAM,
          setupFiles: 'src/testing/remove-scratch.ts',
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
