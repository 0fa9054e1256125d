import { type FoundDetector, findDetector } from './detector-files.js';
import { DetectorThread } from './detector-thread.js';
import { PhotosUnavailable } from './photos-unavailable.js';
import type { Pixels } from './pixels.js';

/** Finds faces in pictures as they lie. */
export interface FaceDetector {
  /** The score (0 to 1) of everything that looks like a face, best first. Rejects with `PhotosUnavailable`. */
  scores(pixels: Pixels): Promise<readonly number[]>;
  /** Whether the detector was built; loads nothing. */
  packages(): FoundDetector;
  /** Begins loading in the background. A failure shows at the first picture. */
  warm(): void;
  /** Ends the detector for good; pictures that wait are rejected. */
  close(): Promise<void>;
}

/** An SSD MobileNet v1 in a thread of its own. The first picture starts it, and again should it have failed. */
export function createFaceDetector(packages: () => FoundDetector = findDetector): FaceDetector {
  let thread: Promise<DetectorThread> | undefined;
  let closed = false;

  async function start(): Promise<DetectorThread> {
    const found = packages();
    if (!found.available) throw new PhotosUnavailable(found.reason, found.cure);
    return new DetectorThread(found.files);
  }

  async function running(): Promise<DetectorThread> {
    if (closed) throw new Error('the face detector was closed');
    const attempt = thread ?? start();
    thread = attempt;
    try {
      const current = await attempt;
      if (!current.ended || closed) return current;
    } catch (error) {
      if (thread === attempt) thread = undefined;
      throw error;
    }
    if (thread === attempt) thread = undefined;
    return running();
  }

  return {
    scores: async (pixels) => (await running()).scores(pixels),
    packages,
    warm() {
      // Nothing is lost: the first picture tries again and reports the failure.
      running().catch(() => undefined);
    },
    async close() {
      closed = true;
      const current = await thread?.catch(() => undefined);
      await current?.close();
    },
  };
}
