import { type Pixels, turnByQuarter } from './pixels.js';

/** The score from which something counts as a face. */
export const FACE_THRESHOLD = 0.5;

export function countFacesIn(scores: readonly number[]): number {
  return scores.filter((score) => score >= FACE_THRESHOLD).length;
}

/** The first count above 0 after turning the picture by 90, 180 and 270 degrees; 0 when there is none. */
export async function countWhenTurned(pixels: Pixels, count: (pixels: Pixels) => Promise<number>): Promise<number> {
  let turned = pixels;
  for (let quarter = 1; quarter <= 3; quarter++) {
    turned = turnByQuarter(turned);
    const faces = await count(turned);
    if (faces > 0) return faces;
  }
  return 0;
}
