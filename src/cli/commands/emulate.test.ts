import { expect, it } from 'vitest';
import { openToOthers } from './emulate.js';

it.each(['http://127.0.0.1:8028', 'http://[::1]:8028', 'http://127.1.2.3:1'])(
  'trust row 9: an emulator at %s is for this machine alone',
  (url) => {
    expect(openToOthers(url)).toBe('');
  },
);

it.each(['http://0.0.0.0:8028', 'http://[::]:8028', 'http://192.168.1.5:8028'])(
  'trust row 9: an emulator at %s says that others can reach it',
  (url) => {
    expect(openToOthers(url)).toContain('can be reached from other machines');
  },
);
