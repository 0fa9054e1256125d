import { countFaces } from '../count-faces.js';
import type { EmulatorRule } from '../rule.js';

/** No face in any one of the photos. The page writes the code without a suffix. */
export const imageRefNoFace: EmulatorRule = {
  id: 'image_ref.no-face',
  async check(request) {
    for (const { inspect } of request.photos) {
      if ((await countFaces(request, await inspect())) === 0) return { code: 'NO_FACE_FOUND' };
    }
    return undefined;
  },
};
