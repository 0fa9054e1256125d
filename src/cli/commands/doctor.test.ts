import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../run/errors.js';
import type { Target } from '../../run/target/types.js';
import { type DoctorDeps, doctorCommand } from './doctor.js';

const pair = { apiKey: 'key-of-test', apiSecret: 'secret-of-test' };
const target: Target = {
  name: 'staging',
  url: 'https://staging.example',
  kind: 'remote',
  loopback: false,
  credentials: { full: pair, denied: pair, no_data_source: pair, limited: pair },
  concurrencyLimit: null,
  budget: null,
  price: null,
  allowHttp: false,
  proxy: null,
  callbacks: null,
};

/** A machine where everything is in order, but for what a test changes. */
async function ask(name: string, changes: Partial<DoctorDeps> = {}) {
  const lines: string[] = [];
  const exitCode = await doctorCommand(
    { target: name },
    {
      console: {
        line: (text = '') => {
          lines.push(
            [text]
              .flat()
              .map((part) => (typeof part === 'string' ? part : part.text))
              .join(''),
          );
        },
      },
      env: { FACEGATE_K6: '/bin/k6' },
      nodeVersion: '20.19.0',
      findBrowser: async () => ({ path: '/bin/chromium', source: 'system' }),
      runProgram: async () => 'k6 v2.2.0 (commit/5870e99, go1.24, linux/amd64)\n',
      photoStatus: async () => ({ available: true }),
      loadTarget: () => target,
      connect: async () => ({ kind: 'connected', tookMs: 3 }),
      ask: async () => ({ kind: 'go', said: '400 MISSING_ARGUMENTS: api_key' }),
      ...changes,
    },
  );
  return { lines, exitCode };
}

it('a machine that lacks nothing: one line each, exit 0', async () => {
  expect(await ask('emulator')).toEqual({
    lines: [
      'ok       node         20.19.0',
      'ok       browser      /bin/chromium (system)',
      'ok       k6           v2.2.0 at /bin/k6',
      'ok       detector     finds faces in photos (for the emulator)',
      'ok       target       emulator: built in, started with the run',
      'ok       credentials  built in, for every account',
    ],
    exitCode: 0,
  });
});

describe('what is not essential is told with its cure, and the exit code stays 0', () => {
  it.each<[string, Partial<DoctorDeps>, RegExp]>([
    [
      'no browser',
      { findBrowser: async () => ({ missing: 'none', cure: 'install one' }) },
      /^missing {2}browser {6}none {2}→ install one$/,
    ],
    ['no k6', { env: {} }, /^missing {2}k6 .*is not on the PATH {2}→ .*FACEGATE_K6$/],
    [
      'a k6 that does not start',
      { runProgram: () => Promise.reject(new Error('spawn ENOENT')) },
      /^missing {2}k6 .*spawn ENOENT {2}→ /,
    ],
    [
      'an old k6',
      { runProgram: async () => 'k6 v0.57.0 (go1.23)' },
      /^warning {2}k6 .*v0\.57\.0 at \/bin\/k6 is older than 2\.0 {2}→ /,
    ],
    ['another program called k6', { runProgram: async () => 'hello' }, /^warning {2}k6 .*does not print a version/],
    [
      'no detector',
      {
        photoStatus: async () => ({
          available: false,
          reason: 'sharp is not installed',
          cure: 'run "npm install --include=optional"',
        }),
      },
      /^missing {2}detector .*sharp is not installed; .* {2}→ run "npm install --include=optional"$/,
    ],
    [
      'accounts without keys',
      { loadTarget: () => ({ ...target, credentials: { ...target.credentials, denied: { missing: 'x' } } }) },
      /^warning {2}credentials {2}none for denied: .* {2}→ add credentials\.denied /,
    ],
    [
      'no keys at all',
      { loadTarget: () => ({ ...target, credentials: { ...target.credentials, full: { missing: 'x' } } }) },
      /^missing {2}credentials {2}none for the account "full"/,
    ],
    [
      'a secret too short to be redacted',
      {
        loadTarget: () => ({
          ...target,
          credentials: { ...target.credentials, full: { apiKey: 'k', apiSecret: 's' } },
        }),
      },
      /^warning {2}credentials {2}a value of fewer than 4 characters/,
    ],
    [
      'callbacks on a port that is never called',
      {
        loadTarget: () => ({
          ...target,
          callbacks: { listen: { host: '::1', port: 1 }, publicUrl: 'https://t.example:9000' },
        }),
      },
      /^warning {2}callbacks {4}port 9000 .* {2}→ use one of the ports 443, 5000, 16003, 8883, 8028$/,
    ],
  ])('%s', async (_what, changes, expected) => {
    const { lines, exitCode } = await ask('staging', changes);
    expect(lines).toContainEqual(expect.stringMatching(expected));
    expect(exitCode).toBe(0);
  });
});

describe('what stops every run decides the exit code', () => {
  it.each(['18.20.8', '20.18.3'])('Node.js %s is too old: 2', async (nodeVersion) => {
    const { lines, exitCode } = await ask('emulator', { nodeVersion });
    expect(lines[0]).toBe(`missing  node         ${nodeVersion} is older than 20.19  → install Node.js 20.19 or newer`);
    expect(exitCode).toBe(2);
  });

  it('a dead target: 3', async () => {
    const connect: DoctorDeps['connect'] = async () => ({
      kind: 'failed',
      reason: 'nothing listens there',
      cure: 'start it',
    });
    const { lines, exitCode } = await ask('staging', { connect });
    expect(lines).toContain(
      'missing  target       staging: https://staging.example cannot be reached: nothing listens there  → start it',
    );
    expect(exitCode).toBe(3);
  });

  it.each([
    // what came to a request without credentials, and the line
    [
      { kind: 'not-the-api', said: '404 API_NOT_FOUND' },
      'staging: https://staging.example/faceid/liveness/v2/get_token is not the API: it answers 404 API_NOT_FOUND  → check "url" in the target file, its path included',
    ],
    [
      { kind: 'unanswered', said: 'reset' },
      'staging: https://staging.example takes the connection, but gives no answer: reset  → check "url" in the target file',
    ],
  ] as const)('something that is not the API: 3, what answers instead: %j', async (judgement, said) => {
    const { lines, exitCode } = await ask('staging', { ask: async () => judgement });
    expect(lines).toContain(`missing  target       ${said}`);
    expect(exitCode).toBe(3);
  });

  it('a wrong target file: 2, each problem on its line, and no connection', async () => {
    const { lines, exitCode } = await ask('staging', {
      loadTarget: () => {
        throw new ConfigError(['targets/staging.yaml:1: one', 'targets/staging.yaml:2: two']);
      },
      connect: () => Promise.reject(new Error('must not be reached')),
    });
    expect(lines.slice(4)).toEqual([
      'missing  target       targets/staging.yaml:1: one',
      'missing  target       targets/staging.yaml:2: two',
    ]);
    expect(exitCode).toBe(2);
  });

  it('a reachable target with everything in order: 0', async () => {
    const { lines, exitCode } = await ask('staging');
    expect(lines.slice(4)).toEqual([
      'ok       target       staging: the API answers at https://staging.example (400 MISSING_ARGUMENTS: api_key to a request without credentials)',
      'ok       credentials  for full, denied, no_data_source, limited',
    ]);
    expect(exitCode).toBe(0);
  });
});
