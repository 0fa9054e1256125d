import { describe, expect, it } from 'vitest';
import { missedSignal, startedByNpm } from './launcher.js';

const waiting = { parent: 20, grandparent: 10, shellWakes: 3 };

describe('under npm', () => {
  it.each([
    // what happened to npm and its shell    seen then                                            gap      signal
    ['nothing', waiting, 500, undefined],
    ['the shell ended', { parent: 1, grandparent: 0, shellWakes: undefined }, 500, 'SIGTERM'],
    ['npm ended, its shell stayed', { ...waiting, grandparent: 1 }, 500, 'SIGTERM'],
    ['the waiting shell had a signal', { ...waiting, shellWakes: 4 }, 500, 'SIGINT'],
    ['a busy machine looked late', { ...waiting, shellWakes: 4 }, 3_000, 'SIGINT'],
    ['the machine slept', { ...waiting, shellWakes: 5 }, 60_000, undefined],
    ['the shell ended while it slept', { parent: 1, grandparent: 0, shellWakes: undefined }, 60_000, 'SIGTERM'],
  ])('%s', (_what, now, gapMs, signal) => {
    expect(missedSignal(waiting, now, gapMs)).toBe(signal);
  });

  it('a parent that is no shell is only watched for its end', () => {
    const npm = { parent: 20, grandparent: 10, shellWakes: undefined };
    expect(missedSignal(npm, npm, 500)).toBeUndefined();
    expect(missedSignal(npm, { ...npm, parent: 1 }, 500)).toBe('SIGTERM');
  });

  it.each([
    // what npm runs                       the parent                                       in the foreground
    ["'facegate'", undefined, true],
    ['npm run build && facegate emulate', ['sh', '-c', 'npm run build && facegate emulate'], true],
    ['facegate emulate', ['sh', '-c', 'facegate emulate --port 1'], true],
    ['facegate emulate', ['npm run emu', ''], true],
    ['facegate emulate', ['node', '/usr/lib/node_modules/npm/bin/npm-cli.js', 'run', 'emu'], true],
    ['cross-env A=1 facegate gate', ['node', '/app/node_modules/.bin/cross-env', 'A=1', 'facegate', 'gate'], true],
    ['dotenv -- facegate gate', ['node', '/app/node_modules/.bin/dotenv', '--', 'facegate', 'gate'], true],
    ['timeout 600 ./node_modules/.bin/facegate gate', ['timeout', '600', './node_modules/.bin/facegate'], true],
    ['cross-env A=1 "facegate" gate', ['node', 'cross-env', 'A=1', 'facegate', 'gate'], true],
    ['setsid facegate emulate', ['setsid', 'facegate', 'emulate'], false],
    ['cross-env A=1 facegate emulate &', ['node', 'cross-env', 'A=1', 'facegate', 'emulate'], false],
    ['cross-env A=1 ./start-facegate.sh', ['sh', './start-facegate.sh'], false],
    ['sh ./facegate/bg.sh', ['sh', './facegate/bg.sh'], false],
    ['sh ./bg.sh', ['sh', './bg.sh'], false],
    ['sh ./bg.sh', ['systemd', '--user'], false],
    ['node start.js', ['/bin/sh', '-c', 'facegate emulate'], false],
    ['facegate emulate --quiet &', ['sh', '-c', 'facegate emulate --quiet &'], false],
    ['facegate emulate & vitest run', undefined, false],
    [undefined, ['npm run emu'], false],
  ])('%s, started by %j', (script, parent, expected) => {
    expect(startedByNpm({ npm_lifecycle_script: script }, parent)).toBe(expected);
  });
});
