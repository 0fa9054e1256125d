import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What starts whole programs: Facegate itself, browsers, k6, threads of the engine, the face detector. */
const WHOLE_PROGRAM = [
  'src/cli/e2e/**/*.test.ts',
  'src/conformance/harness/run-flow.test.ts',
  'src/emulator/**/page.test.ts',
  'src/flow/browser.test.ts',
  'src/flow/bound.test.ts',
  'src/k6/conformance/threads.test.ts',
  'fixtures/**/*.test.ts',
];

const shared = {
  // A time-out is no verdict on speed: it is there for what never ends, however busy the machine.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['{src,contracts,scenarios,load}/**/*.test.ts'],
          exclude: WHOLE_PROGRAM,
          sequence: { groupOrder: 1 },
        },
      },
      { test: { ...shared, name: 'whole-program', include: WHOLE_PROGRAM, sequence: { groupOrder: 2 } } },
    ],
  },
});
