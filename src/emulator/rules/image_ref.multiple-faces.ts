import { countFaces } from '../count-faces.js';
import type { EmulatorRule } from '../rule.js';

/** Several faces in any one of the photos. The page writes the code without a suffix. */
export const imageRefMultipleFaces: EmulatorRule = {
  id: 'image_ref.multiple-faces',
  async check(request) {
    for (const { inspect } of request.photos) {
      if ((await countFaces(request, await inspect())) > 1) return { code: 'MULTIPLE_FACES' };
    }
    return undefined;
  },
};
