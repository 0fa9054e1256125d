import { describe, expect, it } from 'vitest';
import { seededRandom } from '../emulator/random.js';
import { readMultipart } from './read-multipart.js';

const TYPE = 'multipart/form-data; boundary=b0';
const read = async (body: string | Buffer, type = TYPE) => {
  const { parts, fault } = await readMultipart(type, Buffer.from(body as string), 10);
  return { parts: parts.map(({ name, fileName, bytes }) => [name, fileName, bytes.toString('latin1')]), fault };
};
const part = (headers: string, value: string) => `--b0\r\n${headers}\r\n\r\n${value}\r\n`;
const field = (name: string, value: string) => part(`Content-Disposition: form-data; name="${name}"`, value);

describe('a multipart body', () => {
  it('gives its parts in their order, a name sent twice included', async () => {
    expect(await read(`${field('a', '1')}${field('a', '')}${field('b', 'x\r\ny')}--b0--\r\n`)).toEqual({
      parts: [
        ['a', undefined, '1'],
        ['a', undefined, ''],
        ['b', undefined, 'x\r\ny'],
      ],
      fault: undefined,
    });
  });

  it.each([
    // what is between the boundary and the end of its line   content type
    [' ', TYPE],
    ['\t \t', TYPE],
    ['  ', 'multipart/form-data; boundary="b0"; charset=utf-8'],
  ])('is read with transport padding %j (RFC 2046, 5.1.1)', async (padding, type) => {
    const body = `${field('a', '1')}${field('b', 'x--b0 \r\n')}--b0--`.replaceAll('--b0\r\n', `--b0${padding}\r\n`);
    expect(await read(`${body}${padding}\r\n`, type)).toEqual({
      parts: [
        ['a', undefined, '1'],
        ['b', undefined, 'x--b0 \r\n'],
      ],
      fault: undefined,
    });
  });

  it.each([
    // what                                  headers of a part that cannot be a field
    ['no Content-Disposition', 'Content-Type: text/plain'],
    ['an attachment', 'Content-Disposition: attachment; name="x"'],
    ['a disposition "file"', 'Content-Disposition: file; name="x"'],
    ['a bare CR in the file name', 'Content-Disposition: form-data; name="x"; filename="a\rb"'],
    ['a bare LF in the name', 'Content-Disposition: form-data; name="a\nb"'],
    ['no header at all', ''],
    ['headers without a colon', 'nonsense'],
    ['too long headers', `X: ${'y'.repeat(5000)}`],
  ])('is read to its end past a part of any size with %s', async (_what, headers) => {
    for (const size of [0, 16_000, 16_384, 65_536, 1_000_000]) {
      const { parts, fault } = await read(
        `${field('a', '1')}${part(headers, 'x'.repeat(size))}${field('z', '2')}--b0--`,
      );
      expect([fault, parts[0], parts.at(-1)]).toEqual([undefined, ['a', undefined, '1'], ['z', undefined, '2']]);
    }
  });

  it.each([
    ['no boundary in the content type', 'multipart/form-data', field('a', '1')],
    ['no part', TYPE, 'hello'],
    ['nothing', TYPE, ''],
    ['no end', TYPE, field('a', '1')],
    ['an end inside the headers', TYPE, '--b0\r\nContent-Disposition: form-data'],
    ['more parts than allowed', TYPE, `${field('a', '1').repeat(11)}--b0--`],
  ])('has a fault: %s', async (_what, type, body) => {
    expect((await read(body, type)).fault).toEqual(expect.any(String));
  });

  it('is answered whatever its bytes are: 4,000 malformed bodies', async () => {
    const random = seededRandom(2025);
    let whole = 0;
    for (let round = 0; round < 4_000; round += 1) {
      const { fault } = await readMultipart(TYPE, malformed(random), 10);
      if (fault === undefined) whole += 1;
    }
    // Both sorts occur, else the bodies prove little.
    expect(whole).toBeGreaterThan(200);
    expect(whole).toBeLessThan(3_800);
  });
});

const PIECES = [
  '--b0',
  '--b0--',
  '\r\n',
  '\r\n\r\n',
  '\r',
  '\n',
  '-',
  ' ',
  '"',
  ';',
  '\0',
  'Content-Disposition: form-data; name="a"',
  'Content-Disposition: form-data; name="a"; filename="p"',
  'Content-Disposition: attachment',
  'Content-Type: application/octet-stream',
  'Content-Transfer-Encoding: base64',
  'x'.repeat(16_384),
  'y'.repeat(70_000),
  '\xff\xfe',
];

/** A valid body with up to four places changed: a piece put in, bytes taken out, or a byte changed. */
function malformed(random: () => number): Buffer {
  const below = (limit: number) => Math.floor(random() * limit);
  const size = [0, 10, 16_000, 16_384, 40_000][below(5)]!;
  let text = `${field('a', '1')}${part('Content-Disposition: form-data; name="p"; filename="p.jpg"', 'p'.repeat(size))}${field('c', '')}--b0--\r\n`;
  for (let changes = 1 + below(4); changes > 0; changes -= 1) {
    // Most of the places that matter are near the ends, not inside the photo.
    const edge = below(Math.min(200, text.length + 1));
    const at = random() < 0.5 ? edge : text.length - edge;
    const cut = [0, 1, below(60)][below(3)]!;
    const put = random() < 0.3 ? String.fromCharCode(below(256)) : PIECES[below(PIECES.length)]!;
    text = text.slice(0, at) + (random() < 0.6 ? put : '') + text.slice(at + cut);
  }
  return Buffer.from(text, 'latin1');
}
