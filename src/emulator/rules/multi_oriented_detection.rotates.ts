import type { Photo } from '../photo-inspector.js';

/** Faces in the photo as it is or, where there is none, turned by 90, 180 and 270 degrees. */
export function countFacesTurned(photo: Extract<Photo, { readable: true }>): Promise<number> {
  return photo.facesAfterRotation();
}
