import { type Say, sayer } from './say.js';

/** What this machine, its browser, its proxy and the engine of a load run lack or do. */
export const MACHINE = {
  sharpMissing: 'sharp or its binary for this machine is not installed',
  photosUnjudged: 'photos cannot be judged: {reason}; {cure}',
  includeOptional: 'run "npm install --include=optional"',
  notBuilt: '{text} was not built',
  buildClone: 'run "npm run build" in a clone',

  chromiumNamed: 'FACEGATE_CHROMIUM names {text}, which is no program',
  unsetChromium: 'correct or unset FACEGATE_CHROMIUM',
  noChromium: "neither Playwright's own Chromium nor one of the system was found",
  installChromium:
    'run "npx playwright install chromium", install Chromium or Chrome, or name its program in FACEGATE_CHROMIUM',
  noSandbox:
    'its sandbox cannot be had here; allow unprivileged user namespaces on this machine, or, where only pages you trust are opened, give --no-browser-sandbox',
  needsDisplay: '--headed and --person need a display (DISPLAY)',
  notStarted: '{text} did not start: {reason}',

  proxyNoWay: 'the proxy {url} gives no way: {reason}',
  proxyRefuses: 'the proxy {url} refuses the way to {place} with {status}',
  proxyPassword: 'give its user and password in "proxy" of the target file',

  setupLate: 'setup() took longer than {ms} ms; make it faster or raise setupTimeout',
  teardownLate: 'teardown() took longer than {ms} ms; make it faster or raise teardownTimeout',
  thresholdsBroken: 'thresholds on {names} do not hold',
  endedByThresholds: 'thresholds on {names} do not hold: the run was ended',
  aborted: 'test.abort() was called',
  abortedSaying: 'test.abort() was called: {text}',
  failed: 'test.fail() was called',
  failedSaying: 'test.fail() was called: {text}',
  notLetGo: 'the scenarios did not end in their time: the script does not let go of a thread',
} as const;

export const sayOfMachine: Say<typeof MACHINE> = sayer(MACHINE);
