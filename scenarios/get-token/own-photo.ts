import type { RuleId } from '../../contracts/get-token/get-token.js';
import type { Scenario } from '../../src/conformance/scenario/types.js';

export default [
  { rule: 'uuid.required', name: 'uuid left out', base: 'own-photo', without: ['uuid'], expect: '400 MISSING_ARGUMENTS: uuid' },
  { rule: 'uuid.required', name: 'uuid empty', base: 'own-photo', with: { uuid: '' }, expect: ['400 MISSING_ARGUMENTS: uuid', '400 BAD_ARGUMENTS:uuid'] },
  { rule: 'uuid.required', name: 'uuid given', base: 'own-photo', expect: '200 token' },
  { rule: 'uuid.required', name: 'not needed with comparison_type=1', base: 'data-source', expect: '200 token' },
  { rule: 'uuid.required', name: 'not needed with comparison_type=-1', expect: '200 token' },

  { rule: 'uuid.max-bytes', name: '1 byte', base: 'own-photo', with: { uuid: { bytes: 1, of: 'ascii' } }, expect: '200 token' },
  { rule: 'uuid.max-bytes', name: '511 ASCII bytes', base: 'own-photo', with: { uuid: { bytes: 511, of: 'ascii' } }, expect: '200 token' },
  { rule: 'uuid.max-bytes', name: '512 ASCII bytes', base: 'own-photo', with: { uuid: { bytes: 512, of: 'ascii' } }, expect: '200 token' },
  { rule: 'uuid.max-bytes', name: '513 ASCII bytes', base: 'own-photo', with: { uuid: { bytes: 513, of: 'ascii' } }, expect: '400 BAD_ARGUMENTS:uuid' },
  { rule: 'uuid.max-bytes', name: '1024 ASCII bytes', base: 'own-photo', with: { uuid: { bytes: 1024, of: 'ascii' } }, expect: '400 BAD_ARGUMENTS:uuid' },
  { rule: 'uuid.max-bytes', name: '170 CJK characters (510 bytes)', base: 'own-photo', with: { uuid: { chars: 170, of: 'cjk' } }, expect: '200 token' },
  { rule: 'uuid.max-bytes', name: '512 bytes, nearly all CJK', base: 'own-photo', with: { uuid: { bytes: 512, of: 'cjk' } }, expect: '200 token' },
  { rule: 'uuid.max-bytes', name: '171 CJK characters (513 bytes)', base: 'own-photo', with: { uuid: { chars: 171, of: 'cjk' } }, expect: '400 BAD_ARGUMENTS:uuid' },
  { rule: 'uuid.max-bytes', name: '128 emoji (512 bytes)', base: 'own-photo', with: { uuid: { chars: 128, of: 'emoji' } }, expect: '200 token' },
  { rule: 'uuid.max-bytes', name: '128 emoji and a letter (513 bytes)', base: 'own-photo', with: { uuid: { bytes: 513, of: 'emoji' } }, expect: '400 BAD_ARGUMENTS:uuid' },

  { rule: 'image_ref.required', name: 'no photo', base: 'own-photo', without: ['image_ref1'], expect: ['400 MISSING_ARGUMENTS: image_ref1', '400 MISSING_ARGUMENTS: image_ref', '400 MISSING_ARGUMENTS: image_ref[x]'] },
  {
    rule: 'image_ref.required',
    name: 'a photo of zero bytes',
    base: 'own-photo',
    with: { image_ref1: { photo: 'zero bytes' } },
    expect: ['400 MISSING_ARGUMENTS: image_ref1', '400 MISSING_ARGUMENTS: image_ref', '400 MISSING_ARGUMENTS: image_ref[x]', '400 BAD_ARGUMENTS:image_ref1', '400 BAD_ARGUMENTS:image_ref', '400 IMAGE_ERROR_UNSUPPORTED_FORMAT:image_ref1'],
  },
  { rule: 'image_ref.required', name: 'no photo, with screen_replay', base: 'own-photo', with: { screen_replay: '1' }, without: ['image_ref1'], expect: ['400 MISSING_ARGUMENTS: image_ref1', '400 MISSING_ARGUMENTS: image_ref', '400 MISSING_ARGUMENTS: image_ref[x]'] },
  { rule: 'image_ref.required', name: 'one photo', base: 'own-photo', expect: '200 token' },
  { rule: 'image_ref.required', name: 'not needed with comparison_type=-1', expect: '200 token' },

  { rule: 'image_ref.optional', name: 'no photo with comparison_type=1', base: 'data-source', expect: '200 token' },
  { rule: 'image_ref.optional', name: 'a photo with comparison_type=1', base: 'data-source', with: { image_ref1: { photo: 'one face' } }, expect: '200 token' },

  { rule: 'image_ref.up-to-three', name: 'one photo with comparison_type=0', base: 'own-photo', expect: '200 token' },
  { rule: 'image_ref.up-to-three', name: 'two photos with comparison_type=0', base: 'own-photo', with: { image_ref2: { photo: 'one face' } }, expect: '200 token' },
  { rule: 'image_ref.up-to-three', name: 'three photos with comparison_type=0', base: 'own-photo', with: { image_ref2: { photo: 'one face' }, image_ref3: { photo: 'one face' } }, expect: '200 token' },
  { rule: 'image_ref.up-to-three', name: 'one photo with comparison_type=1', base: 'data-source', with: { image_ref1: { photo: 'one face' } }, expect: '200 token' },
  { rule: 'image_ref.up-to-three', name: 'two photos with comparison_type=1', base: 'data-source', with: { image_ref1: { photo: 'one face' }, image_ref2: { photo: 'one face' } }, expect: '200 token' },
  { rule: 'image_ref.up-to-three', name: 'three photos with comparison_type=1', base: 'data-source', with: { image_ref1: { photo: 'one face' }, image_ref2: { photo: 'one face' }, image_ref3: { photo: 'one face' } }, expect: '200 token' },

  { rule: 'image_ref.fourth', name: 'a fourth photo, image_ref4', base: 'own-photo', with: { image_ref2: { photo: 'one face' }, image_ref3: { photo: 'one face' }, image_ref4: { photo: 'one face' } }, expect: 'observe' },
  { rule: 'image_ref.fourth', name: 'a broken fourth photo', base: 'own-photo', with: { image_ref4: { photo: 'text' } }, expect: 'observe' },
  { rule: 'image_ref.fourth', name: 'image_ref0 beside image_ref1', base: 'own-photo', with: { image_ref0: { photo: 'one face' } }, expect: 'observe' },
  { rule: 'image_ref.fourth', name: 'a gap: image_ref1 and image_ref3', base: 'own-photo', with: { image_ref3: { photo: 'one face' } }, expect: 'observe' },
  { rule: 'image_ref.fourth', name: 'image_ref2 alone', base: 'own-photo', without: ['image_ref1'], with: { image_ref2: { photo: 'one face' } }, expect: 'observe' },
  { rule: 'image_ref.fourth', name: 'image_ref without a number', base: 'own-photo', without: ['image_ref1'], with: { image_ref: { photo: 'one face' } }, expect: 'observe' },
] as const satisfies readonly Scenario<RuleId>[];
