import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { findDetector } from './detector-files.js';
import { createFaceDetector, type FaceDetector } from './face-detector.js';
import { createPhotoInspector } from './inspector.js';
import { photosOfPackage } from './known-photos.js';
import { CURE, PhotosUnavailable } from './photos-unavailable.js';

/** A detector that finds a face in pictures lying wide, and counts how often it was asked. */
function wideIsAFace() {
  const asked: string[] = [];
  const detector: FaceDetector = {
    async scores({ width, height }) {
      asked.push(`${width}x${height}`);
      return width > height ? [0.9, 0.1] : [0.1];
    },
    packages: findDetector,
    warm() {},
    async close() {},
  };
  return { asked, detector };
}

const photo = (width: number, height: number, background = '#808080') =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();

async function readable(bytes: Uint8Array, detector: FaceDetector) {
  const inspected = await createPhotoInspector({ detector }).inspect(bytes);
  if (!inspected.readable) throw new Error(inspected.reason);
  return inspected;
}

describe('createPhotoInspector', () => {
  it('tells format and size without waking the detector', async () => {
    const { asked, detector } = wideIsAFace();
    expect(await readable(await photo(30, 20), detector)).toMatchObject({ format: 'png', width: 30, height: 20 });
    expect(asked).toEqual([]);
  });

  it('turns a photo only when it has no face as it lies', async () => {
    const { asked, detector } = wideIsAFace();
    const upright = await readable(await photo(30, 20), detector);
    expect([await upright.faces(), await upright.facesAfterRotation()]).toEqual([1, 1]);
    const turned = await readable(await photo(20, 30), detector);
    expect([await turned.faces(), await turned.facesAfterRotation()]).toEqual([0, 1]);
    expect(asked).toEqual(['30x20', '20x30', '30x20']);
  });

  it('looks for no faces in a photo that it knows, for any other it does', async () => {
    const { asked, detector } = wideIsAFace();
    const bytes = await photo(20, 30);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const known = new Map([[sha256, { faces: 2, facesAfterRotation: 3 }]]);
    const inspector = createPhotoInspector({ detector, known });
    const inspected = await inspector.inspect(bytes);
    if (!inspected.readable) throw new Error(inspected.reason);
    expect([await inspected.faces(), await inspected.facesAfterRotation()]).toEqual([2, 3]);
    expect(asked).toEqual([]);
    const other = await inspector.inspect(await photo(20, 31));
    expect(other.readable && (await other.faces())).toBe(0);
    expect(asked).toEqual(['20x31']);
  });

  it('knows the photos of this package', () => {
    expect([...photosOfPackage().values()]).toContainEqual({ faces: 0, facesAfterRotation: 1 });
    expect(photosOfPackage().size).toBeGreaterThan(15);
  });

  it('looks once at the same bytes, however many ask at once', async () => {
    const { asked, detector } = wideIsAFace();
    const inspector = createPhotoInspector({ detector });
    const bytes = await photo(30, 20);
    const count = async () => {
      const inspected = await inspector.inspect(Uint8Array.from(bytes));
      return inspected.readable ? inspected.faces() : -1;
    };
    expect(await Promise.all([count(), count(), count()])).toEqual([1, 1, 1]);
    expect(await count()).toBe(1);
    expect(asked).toEqual(['30x20']);
  });

  it('forgets old photos, so that memory stays bounded', async () => {
    const { asked, detector } = wideIsAFace();
    const inspector = createPhotoInspector({ detector, rememberedPhotos: 1 });
    for (const colour of ['#800000', '#008000', '#800000']) {
      const inspected = await inspector.inspect(await photo(30, 20, colour));
      if (inspected.readable) await inspected.faces();
    }
    expect(asked).toHaveLength(3);
  });

  it('tries again after the detector has failed', async () => {
    const { detector } = wideIsAFace();
    let broken = true;
    const scores: FaceDetector['scores'] = (pixels) =>
      broken ? Promise.reject(new Error('broken')) : detector.scores(pixels);
    const inspected = await readable(await photo(30, 20), { ...detector, scores });
    await expect(inspected.faces()).rejects.toThrow('broken');
    broken = false;
    expect(await inspected.faces()).toBe(1);
  });

  describe('without decoder or detector', () => {
    const detector = createFaceDetector(() => findDetector('/nowhere'));

    it('still decodes, and says at the first count what is missing and how to cure it', async () => {
      const counting = (await readable(await photo(30, 20), detector)).faces();
      await expect(counting).rejects.toBeInstanceOf(PhotosUnavailable);
      await expect(counting).rejects.toMatchObject({
        code: 'PHOTOS_UNAVAILABLE',
        cure: 'run "npm run build" in a clone',
        message: expect.stringContaining('/nowhere/worker.cjs was not built'),
      });
    });

    it('without the decoder every photo says so, and the status does', async () => {
      const { detector } = wideIsAFace();
      const loadDecoder = () => Promise.reject(new PhotosUnavailable('sharp is not installed', CURE));
      const inspector = createPhotoInspector({ detector, loadDecoder });
      await expect(inspector.inspect(await photo(30, 20))).rejects.toBeInstanceOf(PhotosUnavailable);
      expect(await inspector.inspect(Buffer.from('text'))).toMatchObject({ readable: false });
      expect(await inspector.status()).toEqual({ available: false, reason: 'sharp is not installed', cure: CURE });
    });

    it('reports it as its status', async () => {
      expect(await createPhotoInspector({ detector }).status()).toEqual({
        available: false,
        reason: '/nowhere/worker.cjs was not built',
        cure: 'run "npm install --include=optional"',
      });
    });
  });
});
