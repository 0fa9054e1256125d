import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { hugePng } from '../testing/huge-png.js';
import { decode } from './decode.js';

const LIMIT = 40_000_000;
const red = { r: 200, g: 30, b: 40 };
const canvas = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: red } });
const noise = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: red, noise: { type: 'gaussian', mean: 128, sigma: 30 } } });

describe('decode', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('reads %s', async (format) => {
    const photo = await decode(await canvas(60, 40).toFormat(format).toBuffer(), LIMIT);
    expect(photo).toMatchObject({ readable: true, width: 60, height: 40, pixels: { width: 60, height: 40 } });
  });

  it('scales big photos down to 512 pixels, keeping the proportions, and small ones never up', async () => {
    const photo = await decode(await canvas(2048, 1024).jpeg().toBuffer(), LIMIT);
    expect(photo).toMatchObject({ width: 2048, height: 1024, pixels: { width: 512, height: 256 } });
  });

  it.each([
    ['grey', canvas(8, 8).toColourspace('b-w').png()],
    ['grey with transparency', canvas(8, 8).ensureAlpha().toColourspace('b-w').png()],
    ['colour with transparency', canvas(8, 8).ensureAlpha(0.5).png()],
    ['16 bits a channel', canvas(8, 8).toColourspace('rgb16').png()],
    ['CMYK', canvas(8, 8).toColourspace('cmyk').jpeg()],
  ])('gives three bytes a pixel for %s', async (_, image) => {
    const photo = await decode(await image.toBuffer(), LIMIT);
    expect(photo).toMatchObject({ readable: true });
    if (photo.readable) expect(photo.pixels.data).toHaveLength(8 * 8 * 3);
  });

  it('keeps the colours in order', async () => {
    const photo = await decode(await canvas(8, 8).png().toBuffer(), LIMIT);
    expect(photo.readable && [...photo.pixels.data.subarray(0, 3)]).toEqual([200, 30, 40]);
  });

  it('does not apply the EXIF orientation', async () => {
    const turned = await canvas(60, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await decode(turned, LIMIT)).toMatchObject({ width: 60, height: 40, pixels: { width: 60, height: 40 } });
  });

  it.each([
    ['jpeg', 0.2],
    ['jpeg', 0.5],
    ['jpeg', 0.98],
    ['png', 0.5],
    ['png', 0.98],
    ['webp', 0.5],
    ['gif', 0.5],
    ['tiff', 0.5],
  ] as const)('finds a %s unreadable of which only a share of %f is there', async (format, share) => {
    const whole = await noise(200, 150).toFormat(format).toBuffer();
    const photo = await decode(whole.subarray(0, Math.floor(whole.length * share)), LIMIT);
    expect(photo).toMatchObject({ readable: false, reason: expect.stringContaining(format) });
  });

  it('finds a progressive JPEG unreadable that breaks off', async () => {
    const whole = await noise(200, 150).jpeg({ progressive: true }).toBuffer();
    expect(await decode(whole.subarray(0, whole.length / 2), LIMIT)).toMatchObject({ readable: false });
  });

  it.each([
    ['nothing', ''],
    ['text', 'just text'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ['a bare JPEG signature', '\xff\xd8\xff\xe0'],
  ])('finds %s unreadable', async (_, text) => {
    expect(await decode(Buffer.from(text, 'latin1'), LIMIT)).toMatchObject({ readable: false });
  });

  it('refuses a photo of 14000 x 14000 pixels by its header, without unpacking it', async () => {
    const bomb = hugePng();
    const before = process.memoryUsage().rss;
    const photo = await decode(bomb, LIMIT);
    expect(photo).toMatchObject({ readable: false, reason: expect.stringMatching(/pixel/) });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });
});
