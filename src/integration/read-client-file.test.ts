import { describe, expect, test } from 'vitest';
import { readClientFile } from './read-client-file.js';

const read = (text: string, env = {}) => readClientFile('/app/client.yaml', 'client.yaml', text, env);
const DRIVE = 'start: node app.js\ndrive: { url: "http://127.0.0.1:3000/checks" }\n';

describe('a client file', () => {
  test('is read whole, with what it leaves out completed', () => {
    const settings = read(
      `${DRIVE}done: { url: "http://localhost:3000/{answer.id}", verified: "$.ok" }\nenv: { PORT: 3000 }`,
    );
    expect(settings).toMatchObject({
      folder: '/app',
      start: 'node app.js',
      driveLine: 2,
      drive: { kind: 'http', method: 'POST', body: { kind: 'none' }, open: undefined },
      done: { verified: { path: ['ok'], is: '==', value: true } },
      env: { PORT: '3000' },
      limits: { seconds: 20, tries: 10 },
      port: 0,
      tls: false,
    });
    expect(read('drive: node begin.js {unique}').drive).toMatchObject({
      kind: 'command',
      command: 'node begin.js {unique}',
    });
    expect(read('drive: { command: ./begin, open: "$.pages[0].url" }').drive.open).toEqual(['pages', 0, 'url']);
  });

  test.each([
    ['start: node app.js', /client\.yaml:1: "drive" is missing/],
    [`${DRIVE}limts: { tries: 1 }`, /client\.yaml:3: "limts" is unknown; did you mean "limits"/],
    ['drive: { url: "http://127.0.0.1:3000/" }', /without "start".*port: 8028/],
    [`${DRIVE}limits: { tries: 0 }`, /client\.yaml:3: "limits\.tries": 0 stands where a whole number from 1 to 1000/],
    [`${DRIVE}done: { url: "http://127.0.0.1:3000/x" }`, /"verified" is missing/],
    [
      `${DRIVE}done: { url: "http://127.0.0.1:3000/x", verified: "state == 1" }`,
      /is no condition; write e\.g\. \$\.state/,
    ],
    ['start: a\ndrive: { url: "http://example.com/" }', /is not on this machine/],
    [
      'start: a\ndrive: { url: "http://127.0.0.1:1/", form: { user: "{uniqe}" } }',
      /\{uniqe\} is not known here; known: \{unique\}/,
    ],
    ['start: a\ndrive: { url: "http://127.0.0.1:1/", command: b }', /"command" stands beside url/],
    [`${DRIVE}env: { KEY: "$\{NOT_SET}" }`, /environment variable NOT_SET is not set/],
    [`${DRIVE}env: { "A B": x }`, /no name of an environment variable/],
    ['drive: [1]', /a list stands where keys/],
    ['', /give at least "drive"/],
  ])('%j is refused with line and cure', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
