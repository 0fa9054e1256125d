import { describe, expect, it } from 'vitest';
import { sniffFormat } from './sniff-format.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('sniffFormat', () => {
  it.each([
    ['a JPEG', '\xff\xd8\xff\xe0\0\x10JFIF', 'jpeg'],
    ['a PNG', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'png'],
    ['a WebP', 'RIFF\x10\0\0\0WEBPVP8 ', 'webp'],
    ['a GIF of 1989', 'GIF89a\x01\0', 'gif'],
    ['a little-endian TIFF', 'II*\0\x08\0\0\0', 'tiff'],
    ['a big-endian TIFF', 'MM\0*\0\0\0\x08', 'tiff'],
    ['an AVIF or HEIC', '\0\0\0\x1cftypavif', 'heif'],
  ])('knows %s', (_, head, format) => {
    expect(sniffFormat(bytes(head))).toBe(format);
  });

  it.each([
    ['nothing', ''],
    ['text', 'hello, this is text'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a PDF', '%PDF-1.7'],
    ['a BMP', 'BM\x36\0\0\0\0\0'],
    ['a sound in a RIFF file', 'RIFF\x10\0\0\0WAVEfmt '],
    ['half a PNG signature', '\x89PNG'],
  ])('refuses %s', (_, head) => {
    expect(sniffFormat(bytes(head))).toBeUndefined();
  });
});
