import { describe, expect, it } from 'vitest';
import { flagsOf, mayReach } from './flow-browser.js';
import { noFlow } from './flow-settings.js';

const callbacks = { host: '127.0.0.1', port: 8028, publicUrl: 'https://tests.example:8028/hooks' };
const here = { ...noFlow, loopback: true };

describe('where the browser may go', () => {
  it.each([
    // address                              target here, callbacks     may it
    ['http://127.0.0.1:41234/page', here, true],
    ['http://localhost:8028/back', here, true],
    ['http://[::1]:5000/', here, true],
    ['data:text/html,hello', here, true],
    ['https://fonts.example/font.woff2', here, false],
    ['wss://example.com/socket', here, false],
    ['http://127.0.0.1.example.com/', here, false],
    ['https://tests.example:8028/hooks/1/return', here, false],
    ['https://tests.example:8028/hooks/1/return', { ...here, callbacks }, true],
    ['https://fonts.example/font.woff2', noFlow, true],
  ])('%s', (url, settings, may) => {
    expect(mayReach(new URL(url), settings)).toBe(may);
  });
});

describe("the browser's flags", () => {
  it('keep every look-up at home for a target on this machine alone', () => {
    const rule = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.*, EXCLUDE [::1]';
    expect(flagsOf(here, false)).toContain(rule);
    expect(flagsOf({ ...here, callbacks }, false)).toContain(`${rule}, EXCLUDE tests.example`);
    expect(flagsOf(noFlow, false).join(' ')).not.toContain('host-resolver-rules');
  });

  it('give a fake camera, but not to a person', () => {
    const film = { ...noFlow, cameraFile: '/scratch/camera.mjpeg' };
    expect(flagsOf(film, false)).toEqual(
      expect.arrayContaining([
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--use-file-for-fake-video-capture=/scratch/camera.mjpeg',
      ]),
    );
    expect(flagsOf({ ...film, person: true }, false)).toEqual(['--disable-gpu']);
  });

  it('leave the sandbox out for root alone', () => {
    expect(flagsOf(noFlow, true)).toContain('--no-sandbox');
    expect(flagsOf(noFlow, false)).not.toContain('--no-sandbox');
  });
});
