import { describe, expect, it } from 'vitest';
import { ConfigError } from '../errors.js';
import { parseTarget } from './parse-target.js';
import { allSecrets, targetSecrets } from './secrets.js';

const env = { KEY: 'hidden-key', SECRET: 'hidden-secret', LIMIT: '7', LINE: 'hidden\nline' };
const FULL = 'credentials:\n  full: { api_key: "${KEY}", api_secret: "${SECRET}" }\n';

const read = (text: string) => parseTarget('staging', 'targets/staging.yaml', text, env);

/** The problems of a text; none of them may show a value. */
function problems(text: string): readonly string[] {
  try {
    read(text);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ exitCode: 2 });
    expect((error as ConfigError).message).not.toContain('hidden');
    return (error as ConfigError).problems;
  }
  return [];
}

describe('a file that is right', () => {
  it('gives complete settings, whatever it leaves out', () => {
    expect(read('url: https://api.megvii.com/')).toEqual({
      name: 'staging',
      url: 'https://api.megvii.com',
      kind: 'remote',
      loopback: false,
      credentials: Object.fromEntries(
        ['full', 'denied', 'no_data_source', 'limited'].map((role) => [
          role,
          { missing: `targets/staging.yaml has no key pair for the account "${role}"; add credentials.${role} to it` },
        ]),
      ),
      concurrencyLimit: null,
      budget: null,
      price: null,
      allowHttp: false,
      proxy: null,
      callbacks: null,
    });
  });

  it('gives what it says', () => {
    const target = read(`
url: http://127.0.0.1:8080/gate
${FULL}
concurrency_limit: "\${LIMIT}"
budget: { requests: 500, per_second: 0.5 }
allow_http: true
callbacks: { listen: "[::1]:8028", public_url: "https://tests.example:8028/x/" }
`);
    expect(target).toMatchObject({
      url: 'http://127.0.0.1:8080/gate',
      loopback: true,
      concurrencyLimit: 7,
      budget: { requests: 500, perSecond: 0.5 },
      allowHttp: true,
      callbacks: { listen: { host: '::1', port: 8028 }, publicUrl: 'https://tests.example:8028/x' },
    });
    // With the variables' names, for the lines that repeat a request.
    expect(target.credentials.full).toMatchObject({ apiKey: 'hidden-key', apiSecret: 'hidden-secret' });
    expect(Object.values(target.credentials.full)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^[A-Z_]+$/)]),
    );
    const secrets = targetSecrets(target);
    for (const [kind, value] of [
      ['api_key', 'hidden-key'],
      ['api_secret', 'hidden-secret'],
      ['api_secret', 'HIDDEN-SECRET'],
      ['api_secret', 'hidden-secre'],
      ['api_secret', 'hidden-secret0'],
    ])
      expect(secrets).toContainEqual({ kind, value });
  });

  it('trust row 30: may name a proxy, whose password may come from a variable and is a secret', () => {
    const target = read('url: https://a.example\nproxy: "http://me:${SECRET}@proxy.example:3128"');
    expect(target.proxy).toBe('http://me:hidden-secret@proxy.example:3128');
    expect(targetSecrets(target)).toContainEqual({ kind: 'proxy_password', value: 'hidden-secret' });
    expect(allSecrets(target)).toContain('hidden-secret');
  });

  it('may bound only one side of the budget, and share values by anchors', () => {
    expect(read('url: https://a.example\nbudget: { requests: 5 }').budget).toEqual({ requests: 5, perSecond: null });
    const shared = read(
      'url: https://a.example\ncredentials:\n  full: &pair { api_key: aaaa, api_secret: bbbb }\n  limited: *pair',
    );
    expect(shared.credentials.limited).toEqual({ apiKey: 'aaaa', apiSecret: 'bbbb' });
  });
});

describe('trust row 21: a file that is wrong names file, line, key, what was found and the cure', () => {
  const URL_LINE = 'url: https://a.example\n';
  it.each<[string, string, string]>([
    // what is wrong, the text, the message after `targets/staging.yaml`
    ['an unknown key', `${URL_LINE}\nurll: x`, ':3: "urll" is unknown; did you mean "url"?'],
    [
      'an unknown key, nothing near',
      `${URL_LINE}zzz: x`,
      ':2: "zzz" is unknown; known here: url, credentials, concurrency_limit, budget, price_per_request, allow_http, proxy, callbacks',
    ],
    [
      'an unknown account',
      `${URL_LINE}credentials:\n  fulll: {}`,
      ':3: "credentials.fulll" is unknown; did you mean "full"?',
    ],
    [
      'an unknown key of an account',
      `${URL_LINE}credentials:\n  full: { api_key: hidden, api_secret: hidden, api_secert: hidden }`,
      ':3: "credentials.full.api_secert" is unknown; did you mean "api_secret"?',
    ],
    [
      'half a key pair',
      `${URL_LINE}credentials:\n  full: { api_key: hidden }`,
      ':3: "credentials.full": "api_secret" is missing; add it, or remove the whole account',
    ],
    [
      'an empty account',
      `${URL_LINE}credentials:\n  denied:`,
      ':3: "credentials.denied": nothing stands where keys with values are expected: api_key, api_secret',
    ],
    [
      'a key that is a number',
      `${URL_LINE}credentials:\n  full: { api_key: 123456, api_secret: hidden }`,
      ':3: "credentials.full.api_key": a number stands where a string is expected; fill it in, in double quotes',
    ],
    [
      'an empty key',
      `${URL_LINE}credentials:\n  full: { api_key: "", api_secret: hidden }`,
      ':3: "credentials.full.api_key": an empty string stands where a string is expected; fill it in, in double quotes',
    ],
    [
      'whitespace around a key',
      `${URL_LINE}credentials:\n  full: { api_key: " hidden", api_secret: hidden }`,
      ':3: "credentials.full.api_key": whitespace stands around the value, or a line break in it; remove it',
    ],
    [
      'a line break in a variable',
      `${URL_LINE}credentials:\n  full: { api_key: "\${LINE}", api_secret: hidden }`,
      ':3: "credentials.full.api_key": whitespace stands around the value, or a line break in it; remove it',
    ],
    [
      'a missing variable',
      `${URL_LINE}credentials:\n  full:\n    api_key: hidden\n    api_secret: "\${FACEID_API_SECRET}"`,
      ':5: "credentials.full.api_secret": the environment variable FACEID_API_SECRET is not set; set it: export FACEID_API_SECRET=…',
    ],
    ['no url', 'allow_http: true', ': "url" is missing; give the base address, e.g. url: https://api.megvii.com'],
    ['a list for the url', 'url: [a]', ':1: "url": a list stands where a string is expected'],
    [
      'a bad url',
      'url: https://me:hidden@a.example',
      ':1: "url": holds a user name or password; remove them: the API takes its key and secret from "credentials"',
    ],
    [
      'plain HTTP to elsewhere',
      'url: http://a.example',
      ':1: "url": plain HTTP to a.example, which is not this machine, is refused (rule endpoint.https): secrets and photos would travel unencrypted; use https://, or set "allow_http: true" in the target file',
    ],
    [
      'a limit of zero',
      `${URL_LINE}concurrency_limit: 0`,
      ':2: "concurrency_limit": 0 stands where a whole number from 1 on is expected',
    ],
    [
      'half a limit',
      `${URL_LINE}concurrency_limit: 2.5`,
      ':2: "concurrency_limit": 2.5 stands where a whole number from 1 on is expected',
    ],
    [
      'a limit in words',
      `${URL_LINE}concurrency_limit: five`,
      ':2: "concurrency_limit": a string stands where a whole number from 1 on is expected',
    ],
    ['an empty budget', `${URL_LINE}budget: {}`, ':2: "budget": bounds nothing; give requests, per_second or both'],
    [
      'an endless budget',
      `${URL_LINE}budget: { per_second: .inf }`,
      ':2: "budget.per_second": Infinity stands where a number above 0 is expected',
    ],
    [
      'a proxy to this machine',
      'url: http://127.0.0.1:8080\nproxy: http://me:hidden@proxy.example:3128',
      ':2: "proxy": the target is this machine, which is never reached through a proxy; remove it',
    ],
    [
      'a proxy of another kind',
      `${URL_LINE}proxy: socks5://me:hidden@proxy.example`,
      ':2: "proxy": has the scheme socks5, and only proxies that speak plain HTTP are known; write e.g. http://proxy.example:3128',
    ],
    ['yes for true', `${URL_LINE}allow_http: yes`, ':2: "allow_http": a string stands where true or false is expected'],
    [
      'no address to listen on',
      `${URL_LINE}callbacks: { listen: 8028, public_url: "https://t.example" }`,
      ':2: "callbacks.listen": a number stands where a string is expected; fill it in, in double quotes',
    ],
    [
      'a port out of range',
      `${URL_LINE}callbacks: { listen: "127.0.0.1:70000", public_url: "https://t.example" }`,
      ':2: "callbacks.listen": is no address to listen on; write host:port with a port from 1 to 65535, e.g. "127.0.0.1:8028"',
    ],
    [
      'no public address',
      `${URL_LINE}callbacks: { listen: "127.0.0.1:8028" }`,
      ':2: "callbacks": "public_url" is missing; add it, e.g. public_url: https://tests.example:8028',
    ],
    ['a key twice', `${URL_LINE}allow_http: true\nallow_http: false`, ':3: a key stands twice; remove one of them'],
    ['a tab', `${URL_LINE}credentials:\n\tfull: hidden`, ':3: a tab indents the line; use spaces'],
    [
      'braces without quotes',
      `${URL_LINE}credentials:\n  full: { api_key: "hidden, api_secret: hidden }`,
      ':3: a quote, bracket or comma is missing; put texts that hold ${…} in double quotes',
    ],
    ['two documents', `${URL_LINE}---\n${URL_LINE}`, ':2: a second document begins with "---"; remove it'],
    ['an unknown tag', `url: !hidden x`, ':1: a tag ("!…") is not known; remove it'],
    [
      'a text for the whole file',
      'hidden',
      ':1: a string stands where keys with values are expected: url, credentials, concurrency_limit, budget, price_per_request, allow_http, proxy, callbacks',
    ],
    ['nothing at all', '', ': is empty; give at least "url"'],
    ['only comments', '# hidden\n', ': is empty; give at least "url"'],
  ])('%s', (_what, text, message) => {
    expect(problems(text)).toContain(`targets/staging.yaml${message}`);
  });

  it('every problem is told at once, beside a key that stands twice as well', () => {
    expect(problems(`${URL_LINE}${URL_LINE}urll: x`)).toEqual([
      'targets/staging.yaml:2: a key stands twice; remove one of them',
      'targets/staging.yaml:3: "urll" is unknown; did you mean "url"?',
    ]);
    expect(problems('urll: x\nbudget: { requests: -1 }\nallow_http: 1')).toEqual([
      'targets/staging.yaml:1: "urll" is unknown; did you mean "url"?',
      'targets/staging.yaml:3: "allow_http": a number stands where true or false is expected',
      'targets/staging.yaml:2: "budget.requests": -1 stands where a whole number from 1 on is expected',
      'targets/staging.yaml: "url" is missing; give the base address, e.g. url: https://api.megvii.com',
    ]);
  });
});

it('half of a surrogate pair in a target file is refused with its line', () => {
  expect(
    problems('url: https://api.megvii.com\ncredentials:\n  full: { api_key: "a\\ud800b", api_secret: x1234 }\n'),
  ).toEqual([
    'targets/staging.yaml:3: "credentials.full.api_key": half of a surrogate pair is no character; write the whole character',
  ]);
});

it('an account may have a key alone where no contract takes a secret, and then nothing stands for the secret', () => {
  const text = `url: https://a.example\ncredentials: { full: { api_key: a-key-of-mine } }`;
  const { credentials } = parseTarget('own', 'own.yaml', text, {}, 'not needed');
  expect(credentials.full).toEqual({ apiKey: 'a-key-of-mine', apiSecret: '' });
  expect(() => parseTarget('own', 'own.yaml', text, {})).toThrow('"api_secret" is missing');
  expect(targetSecrets({ credentials }).filter(({ kind }) => kind === 'api_secret')).toEqual([]);
});
