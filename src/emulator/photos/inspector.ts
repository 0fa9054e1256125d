import { createHash } from 'node:crypto';
import type { Photo, PhotoInspector } from '../photo-inspector.js';
import { countFacesIn, countWhenTurned } from './count-turned.js';
import { decode } from './decode.js';
import { createFaceDetector, type FaceDetector } from './face-detector.js';
import { type FaceCounts, type KnownPhotos, photosOfPackage } from './known-photos.js';
import { loadSharp, type Sharp } from './load-sharp.js';
import { CURE, PhotosUnavailable } from './photos-unavailable.js';
import type { Pixels } from './pixels.js';
import { PromiseCache } from './promise-cache.js';
import { sideBySide } from './side-by-side.js';

export type PhotoInspectorOptions = {
  /** Photos with more pixels are unreadable. Default 40 million. */
  readonly maxPixels?: number;
  /** How many photos are remembered, each with up to 0.8 MB. Default 48. */
  readonly rememberedPhotos?: number;
  readonly detector?: FaceDetector;
  /** Photos in which the detector need not look for faces. Default: those of this package. */
  readonly known?: KnownPhotos;
  readonly loadDecoder?: () => Promise<Sharp>;
};

/** `available: false` says why no photo can be judged, and what helps. */
export type PhotoStatus =
  | { readonly available: true }
  | { readonly available: false; readonly reason: string; readonly cure: string };

/** An inspector with a real decoder and a real face detector. Without them `inspect()` or `faces()` rejects with `PhotosUnavailable`. */
export interface RealPhotoInspector extends PhotoInspector {
  /** Begins loading the detector in the background, so that the first photo need not wait for it. */
  warm(): void;
  /** Whether the packages that decode photos and find faces are there. */
  status(): Promise<PhotoStatus>;
}

/** A photo of a kilobyte may unpack to hundreds of megabytes: so many at the same time, and the others wait. */
const MOST_DECODED_AT_ONCE = 1;

/** Photos are told apart by their SHA-256: the same bytes are decoded and looked at once. */
export function createPhotoInspector(options: PhotoInspectorOptions = {}): RealPhotoInspector {
  const { maxPixels = 40_000_000, rememberedPhotos = 48, detector = createFaceDetector() } = options;
  const { loadDecoder = loadSharp, known = photosOfPackage() } = options;
  const photos = new PromiseCache<Photo>(rememberedPhotos);
  const decoding = sideBySide(MOST_DECODED_AT_ONCE);

  async function look(bytes: Uint8Array, sha256: string): Promise<Photo> {
    const decoded = await decoding(() => decode(bytes, maxPixels, loadDecoder));
    if (!decoded.readable) return decoded;
    const { format, width, height, pixels } = decoded;
    const counts = known.get(sha256);
    const faces = counts === undefined ? countsOf(pixels, detector) : given(counts);
    return { readable: true, format, width, height, ...faces };
  }

  return {
    inspect(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return photos.get(sha256, () => look(bytes, sha256));
    },
    warm: () => detector.warm(),
    close: () => detector.close(),
    async status() {
      const reasons: string[] = [];
      await loadDecoder().catch((error: unknown) => {
        if (!(error instanceof PhotosUnavailable)) throw error;
        reasons.push(error.reason);
      });
      const found = detector.packages();
      if (!found.available) reasons.push(found.reason);
      return reasons.length === 0 ? { available: true } : { available: false, reason: reasons.join('; '), cure: CURE };
    },
  };
}

type Faces = Pick<Extract<Photo, { readable: true }>, 'faces' | 'facesAfterRotation'>;

function given({ faces, facesAfterRotation }: FaceCounts): Faces {
  return { faces: async () => faces, facesAfterRotation: async () => facesAfterRotation };
}

function countsOf(pixels: Pixels, detector: FaceDetector): Faces {
  const counts = new PromiseCache<number>(2);
  const count = async (picture: Pixels) => countFacesIn(await detector.scores(picture));
  const faces = () => counts.get('upright', () => count(pixels));
  const facesAfterRotation = () => counts.get('turned', async () => (await faces()) || countWhenTurned(pixels, count));
  return { faces, facesAfterRotation };
}
