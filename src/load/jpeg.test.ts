import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../run/package-root.js';
import { jpegProblem } from './jpeg.js';

const photo = readFileSync(join(packageRoot, 'fixtures', 'images', 'one-face.jpg'));

describe('a photo that is named', () => {
  it('is taken when it is a whole JPEG', () => {
    expect(jpegProblem(photo)).toBeUndefined();
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'is empty'],
    ['text', Buffer.from('no photo'), 'does not begin with FF D8'],
    ['a PNG', Buffer.from('89504e470d0a1a0a', 'hex'), 'does not begin with FF D8'],
    ['its first bytes alone', photo.subarray(0, 4), 'cut off before its picture'],
    ['half of it', photo.subarray(0, photo.length / 2), 'its end (FF D9) is missing'],
    ['a start and an end', Buffer.from('ffd8ffd90000', 'hex'), 'without a picture'],
    ['a segment of no length', Buffer.from('ffd8ffe00000', 'hex'), 'a segment of 0 bytes'],
    ['a scan without a frame', Buffer.from('ffd8ffda0002ffd9', 'hex'), 'without a frame'],
  ])('is refused when it is %s', (_what, bytes, why) => {
    expect(jpegProblem(bytes)).toContain(why);
  });
});
