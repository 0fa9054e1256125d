import { describe, expect, it } from 'vitest';
import type { Callbacks } from '../run/target/types.js';
import { flowSettings } from './flow-settings.js';

const found = { path: '/usr/bin/chromium', source: 'system' };
const missing = { missing: 'none was found', cure: 'install one' };
const callbacks: Callbacks = { listen: { host: '127.0.0.1', port: 8028 }, publicUrl: 'https://tests.example:8028' };
const quiet = { headed: false, person: false, sandbox: true };

describe('how the flow is walked', () => {
  it.each([
    // what                                     this machine  callbacks   browser   why it is not run
    ['a target on this machine', true, null, found, ''],
    ['one on the network that can call back', false, callbacks, found, ''],
    ['one on the network that cannot', false, null, found, 'the target cannot call back: give "callbacks"'],
    ['no browser', true, null, missing, 'no browser: none was found; install one'],
  ] as const)('%s', (_what, loopback, given, browser, why) => {
    const { notRun } = flowSettings({ loopback, callbacks: given }, browser, quiet, '', []);
    expect(notRun.slice(0, why.length)).toBe(why);
    expect(notRun === '').toBe(why === '');
  });

  it('listens where the target file says', () => {
    expect(flowSettings({ loopback: false, callbacks }, found, quiet, '', []).callbacks).toEqual({
      host: '127.0.0.1',
      port: 8028,
      publicUrl: 'https://tests.example:8028',
    });
  });

  it('shows the browser to a person', () => {
    const { headed, person } = flowSettings(
      { loopback: true, callbacks: null },
      found,
      { headed: false, person: true, sandbox: true },
      '',
      [],
    );
    expect({ headed, person }).toEqual({ headed: true, person: true });
  });
});
