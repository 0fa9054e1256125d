import type { ApiRequest } from '../../api-request.js';
import type { Photo } from '../../photo-inspector.js';
import { fieldText } from '../../text.js';

/** Faces in a photo of this request, turned or not as `multi_oriented_detection` asks; 1 for a photo that cannot be read. */
export async function countFaces({ form, behaviours }: ApiRequest, photo: Photo): Promise<number> {
  if (!photo.readable) return 1;
  const turn = behaviours['multi_oriented_detection.default'](fieldText(form, 'multi_oriented_detection'));
  return turn ? behaviours['multi_oriented_detection.rotates'](photo) : photo.faces();
}
