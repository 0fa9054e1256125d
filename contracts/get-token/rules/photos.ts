import type { Rule } from '../../../src/contract/types.js';
import { OWN_ERRORS, PARAMETERS } from '../../common/sections.js';

/** Rules: Photos. */
export const photosRules = [
  {
    id: 'image_ref.up-to-three',
    group: 'photos',
    standing: 'stated',
    text: 'One, two or three photos, image_ref1 to image_ref3, with comparison_type 0 and 1',
    outcome: '200 and a token',
    section: PARAMETERS,
  },
  {
    id: 'image_ref.fourth',
    group: 'photos',
    standing: 'silent',
    text: 'image_ref4, image_ref0, or a gap in the numbering',
    outcome: 'left open',
    section: PARAMETERS,
  },
  {
    id: 'image_ref.format',
    group: 'photos',
    standing: 'stated',
    text: 'A photo that is no image, or damaged, is refused by name',
    outcome: '400 IMAGE_ERROR_UNSUPPORTED_FORMAT:<param>',
    section: OWN_ERRORS,
  },
  {
    id: 'image_ref.first-bad',
    group: 'photos',
    standing: 'stated',
    text: 'Of several bad photos only the first is named',
    outcome: '400 IMAGE_ERROR_UNSUPPORTED_FORMAT:<first bad param>',
    section: OWN_ERRORS,
  },
  {
    id: 'image_ref.no-face',
    group: 'photos',
    standing: 'stated',
    text: 'No face in any one of the photos',
    outcome: '400 NO_FACE_FOUND',
    section: PARAMETERS,
  },
  {
    id: 'image_ref.multiple-faces',
    group: 'photos',
    standing: 'stated',
    text: 'Several faces in any one of the photos',
    outcome: '400 MULTIPLE_FACES',
    section: PARAMETERS,
  },
  {
    id: 'image_ref.types',
    group: 'photos',
    standing: 'silent',
    text: 'Which image formats and sizes are read',
    outcome: 'left open',
    section: PARAMETERS,
  },
] as const satisfies readonly Rule[];
