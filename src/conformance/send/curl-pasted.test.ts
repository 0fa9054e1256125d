import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getToken } from '../../../contracts/get-token/get-token.js';
import { findOnPath } from '../../run/find-on-path.js';
import { curlLine } from './curl.js';
import { send } from './send.js';
import type { FormPart, OutgoingRequest } from './types.js';

// Each request is sent as a run sends it, and its line pasted into bash: the service must see the same twice.

const SECRET = 'a"b\\c$d`e\'f %"';
const PERSON = '王"伟';
const credential = { apiKey: 'the-key', apiSecret: SECRET };
const folder = mkdtempSync(join(tmpdir(), 'facegate-lines-'));
/** Nothing of this machine but where its programs are: no proxy and no .curlrc of the user. */
const env = {
  PATH: process.env.PATH ?? '',
  NO_PROXY: '*',
  FACEID_API_KEY: 'the-key',
  FACEID_API_SECRET: SECRET,
  ID_NUMBER: PERSON,
  PARAMETER_U59D3U540D: PERSON,
  PARAMETER_UID: '1101',
  CURL_HOME: folder,
};
const missing = ['bash', 'curl'].filter((name) => findOnPath([name], env) === undefined);
// Without it, curl would look on in the user's home.
writeFileSync(join(folder, '.curlrc'), '');
const photo = Buffer.from([0xff, 0xd8, 0, 13, 10, 0x2d, 0x2d]);
const source = join(folder, "it's, my;photo.jpg");
writeFileSync(source, photo);

const part = (name: string, value: string | Buffer, more: Partial<FormPart> = {}): FormPart => ({
  name,
  value: Buffer.from(value as string),
  ...more,
});
const file = (more: Partial<FormPart> = {}) =>
  part('image_ref1', photo, { source, file: { name: 'photo.jpg', type: 'image/jpeg' }, ...more });
const hidden = [
  part('api_key', 'the-key', { hides: 'key' }),
  part('api_secret', SECRET, { hides: 'secret' }),
  part('id-number', PERSON, { hides: 'identity number' }),
  part('姓名', PERSON, { hides: 'name' }),
  part('uid', '1101', { hides: 'identity number', type: 'number' }),
];

const plain = [part('a', '@x'), part('b', '<x'), part('c', '\';"$(x)`x`!x%41+&=\\n'), part('d', '')];
const control = [
  part('e', '\r\n\t\x1b\x7f\u0085\\'),
  part('f', "\n'"),
  part('g', Buffer.from("\xcd\xf5 '\\%", 'latin1')),
];
const zero = [part('h', 'x\0y%s\\'), part('i', Buffer.from("\xcd\xf5 '\\%\0z", 'latin1'))];
const NAMES = ['&', 'a+b', 'a%41', 'a=b', 'a b', '名', '@a', 'a"b', 'a\\b', '$a', '', 'a\0b', 'a\nb', '12', '-a'];
const names = NAMES.map((name) => part(name, 'v'));
const long = [part('a', '名%\\'.repeat(21_000)), ...hidden, part('b', `'${'x'.repeat(110_000)}`)];
const all = [...plain, ...control, ...zero, ...names, ...hidden];

type Row = readonly [string, Partial<OutgoingRequest>];
const requests: readonly Row[] = [
  ['a urlencoded form of odd values and names', { form: 'urlencoded', parts: all }],
  ['a urlencoded form with its charset', { form: 'urlencoded; charset=UTF-8', parts: plain }],
  ['a query of odd values and names', { form: 'query', method: 'GET', parts: all }],
  ['JSON of odd values and names', { form: 'json', parts: all }],
  ['JSON that begins with a hidden value', { form: 'json', parts: hidden }],
  ['texts that shell and curl know', { parts: plain }],
  ['control characters and bytes that are no UTF-8', { parts: control }],
  ['zero bytes beside hidden values', { parts: [...hidden, ...zero] }],
  ['names of signs', { parts: names }],
  ['names of signs that curl takes', { parts: names.filter(({ name }) => /^[&+%@$\w名 -]+$/.test(name)) }],
  ['hidden values', { parts: hidden }],
  ...(['multipart', 'urlencoded', 'json'] as const).map((form): Row => [`long values, ${form}`, { form, parts: long }]),
  ['a photo', { parts: [file(), part('a', 'b')] }],
  ['a photo of another name', { parts: [file({ file: { name: 'a;b, c.png', type: 'image/png' } })] }],
  ['a photo with an odd name', { parts: [file({ file: { name: 'a"\\\r\nb', type: 'image/png' } }), ...hidden] }],
  ['a photo without a name', { parts: [file({ file: { name: '', type: 'image/jpeg' } })] }],
  ['a photo as a plain field', { parts: [part('image_ref1', photo, { source }), ...hidden] }],
  ['a photo without a type', { parts: [file({ file: { name: 'photo.jpg', type: '' } })] }],
  ['a photo of an odd type', { parts: [file({ file: { name: 'photo.jpg', type: 'image/jpeg; a="b"' } })] }],
  ...['/a b', '/名', "/a[1-2]{x,y}'", '/a/../b', '/%2F?b=[1]'].map(
    (path): Row => [`the path ${path}`, { path, method: 'GET', form: 'query', parts: [part('a', 'b')] }],
  ),
  ['no parameters', { method: 'DELETE', parts: [] }],
  ['another method', { method: 'PUT', parts: [part('a', 'b')] }],
];

const seen: string[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const type = request.headers['content-type'] ?? '';
    seen.push(comparable(request.method ?? '', request.url ?? '', type, Buffer.concat(chunks).toString('latin1')));
    response.end('{}');
  });
});

/** A request with its boundary out of the way, and pairs decoded. */
function comparable(method: string, url: string, type: string, body: string): string {
  const [path, query = ''] = url.split('?');
  const boundary = /boundary=(.*)$/.exec(type)?.[1];
  const told = boundary === undefined ? body : body.replaceAll(boundary, 'boundary');
  const pairs = type.startsWith('application/x-www-form-urlencoded') ? decoded(body) : told;
  return [method, path, decoded(query), type.replace(boundary ?? '', ''), pairs].join('\n');
}

function decoded(pairs: string): string {
  return JSON.stringify(
    pairs.split('&').map((pair) => pair.split('=').map((text) => unescape(text.replaceAll('+', ' ')))),
  );
}

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const notRun = missing.length === 0 ? '' : `: not run, there is no ${missing.join(' and no ')} on PATH`;
describe.skipIf(missing.length > 0)(`a line that is pasted${notRun}`, () => {
  const sent: string[] = [];
  const pasted: string[] = [];
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const complete = requests.map(([, more]) => ({
      baseUrl,
      proxy: null,
      method: 'POST',
      path: '/p',
      form: 'multipart' as const,
      timeoutMs: 60_000,
      shape: getToken.answer,
      parts: [],
      ...more,
    }));
    for (const request of complete) await send(request);
    sent.push(...seen.splice(0));
    const script = join(folder, 'lines.sh');
    writeFileSync(
      script,
      complete
        .map((request) => `${curlLine(request, 'full', credential)} -m 60 -o /dev/null || echo failed >&2`)
        .join('\n'),
    );
    const { stderr } = await promisify(execFile)('bash', [script], { cwd: folder, env });
    expect(stderr).toBe('');
    pasted.push(...seen.splice(0));
  });

  it.each(requests.map(([what], index) => [what, index] as const))('sends what the run sent: %s', (_what, index) => {
    expect(sent).toHaveLength(requests.length);
    expect(pasted[index]).toBe(sent[index]);
  });
});
