import { describe, expect, it } from 'vitest';
import { signaturesOf } from './callback-signatures.js';

// Made with: printf '%s' 's-1{"a":1}' | sha1sum, and so on.
describe('signatures of data', () => {
  it('puts the right one first: lower-case hex SHA-1 of api_secret + data', () => {
    expect(signaturesOf(Buffer.from('{"a":1}'), 'k-1', 's-1')[0]?.value).toBe(
      '27e16c4b9b3de1809d940fcda9b5d2f1e4af2fdb',
    );
  });

  it.each([
    ['the SHA-1 of data + api_secret', '40421d635b6adac3a142d3993ab4a3266d946e21'],
    ['the MD5 of api_secret + data', 'eb91fea2c7963368fdcf77f82baa7f50'],
    ['the SHA-256 of api_secret + data', '6481a03e63c626b209f1fb2ab687a177b35cd9de6206ffe7653fdb6adf439a55'],
    ['the HMAC-SHA-1 of data', '83d93cc2e3996781c3d5aef43dd63691b61ce47d'],
    ['the right digest in base64, not in hex', 'J+FsS5s94YCdlA/NqbXS8eSvL9s='],
  ])('knows %s', (name, value) => {
    expect(signaturesOf(Buffer.from('{"a":1}'), 'k-1', 's-1')).toContainEqual({ name, value });
  });

  it('knows one made before a browser turned the line ends of data into CRLF', () => {
    const signed = signaturesOf(Buffer.from('{\n"a":1}'), 'k', 's')[0]?.value;
    const named = signaturesOf(Buffer.from('{\r\n"a":1}'), 'k', 's').find(({ value }) => value === signed);
    expect(named?.name).toMatch(/^right for the line ends that data had: /);
  });

  it('signs bytes, not texts', () => {
    expect(signaturesOf(Buffer.from([0xd6, 0xd0]), 'k', 's')[0]?.value).toBe(
      '672f927b971169d0e62802c4464f1669db5bd98e',
    );
  });
});
