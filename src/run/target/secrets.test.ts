import { describe, expect, it } from 'vitest';
import { guardSecrets, withoutSecrets } from './secrets.js';

const MISSING = { missing: 'none' };
const target = {
  credentials: {
    full: { apiKey: 'key-of-full-1', apiSecret: 'secret-of-full-1' },
    denied: MISSING,
    no_data_source: MISSING,
    limited: { apiKey: 'key-of-limited-1', apiSecret: 'path' },
  },
};

describe('trust row 1: programs that are started', () => {
  it('get no variable in which a secret stands', () => {
    const env = {
      PATH: '/usr/bin:/a/path/b',
      SECRET: 'secret-of-full-1',
      URL: 'https://u:key-of-limited-1@host/',
      SHORT: 'path',
    };
    expect(withoutSecrets(env, ['secret-of-full-1', 'key-of-limited-1', 'path'])).toEqual({ PATH: env.PATH });
  });

  it('inherit from an environment without them once the target is known', () => {
    const env: NodeJS.ProcessEnv = { HOME: '/root', VENDOR: 'secret-of-full-1' };
    const redactor = guardSecrets(target, env);
    expect(env).toEqual({ HOME: '/root' });
    expect(redactor.redact('SECRET-OF-FULL-')).toBe('‹redacted:api_secret›');
  });
});
