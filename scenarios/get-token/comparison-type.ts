import type { RuleId } from '../../contracts/get-token/get-token.js';
import type { Scenario } from '../../src/conformance/scenario/types.js';

export default [
  { rule: 'comparison_type.required', name: 'comparison_type left out', without: ['comparison_type'], expect: '400 MISSING_ARGUMENTS: comparison_type' },
  { rule: 'comparison_type.required', name: 'comparison_type left out, every other parameter given', base: 'data-source', with: { uuid: { chars: 16, of: 'ascii' }, image_ref1: { photo: 'one face' } }, without: ['comparison_type'], expect: '400 MISSING_ARGUMENTS: comparison_type' },
  { rule: 'comparison_type.required', name: 'comparison_type left out, urlencoded', form: 'urlencoded', without: ['comparison_type'], expect: '400 MISSING_ARGUMENTS: comparison_type' },
  { rule: 'comparison_type.required', name: 'comparison_type given', expect: '200 token' },

  { rule: 'comparison_type.values', name: 'empty', with: { comparison_type: '' }, expect: ['400 MISSING_ARGUMENTS: comparison_type', '400 BAD_ARGUMENTS:comparison_type'] },
  { rule: 'comparison_type.values', name: '2', with: { comparison_type: '2' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: '-2', with: { comparison_type: '-2' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: '3', with: { comparison_type: '3' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: '10', with: { comparison_type: '10' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: '01', base: 'data-source', with: { comparison_type: '01' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: '00', base: 'own-photo', with: { comparison_type: '00' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: '-01', with: { comparison_type: '-01' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: '+1', base: 'data-source', with: { comparison_type: '+1' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: '-0', base: 'own-photo', with: { comparison_type: '-0' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: '1.0', base: 'data-source', with: { comparison_type: '1.0' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: '1abc', base: 'data-source', with: { comparison_type: '1abc' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: 'one', with: { comparison_type: 'one' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: 'true', with: { comparison_type: 'true' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: 'null', with: { comparison_type: 'null' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: 'a space before 1', base: 'data-source', with: { comparison_type: ' 1' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: 'a space inside -1', with: { comparison_type: '- 1' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: 'a full-width 1', base: 'data-source', with: { comparison_type: '１' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: 'a minus sign (U+2212) before 1', with: { comparison_type: '−1' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: '2, urlencoded', form: 'urlencoded', with: { comparison_type: '2' }, expect: '400 BAD_ARGUMENTS:comparison_type' },
  { rule: 'comparison_type.values', name: '1', base: 'data-source', expect: '200 token' },
  { rule: 'comparison_type.values', name: '0', base: 'own-photo', expect: '200 token' },
  { rule: 'comparison_type.values', name: '-1', expect: '200 token' },

  { rule: 'comparison_type.data-source', name: 'a name and a number, nothing of the other group', base: 'data-source', expect: '200 token' },
  { rule: 'comparison_type.data-source', name: 'a name and a number, urlencoded', base: 'data-source', form: 'urlencoded', expect: '200 token' },
  { rule: 'comparison_type.data-source', name: 'with a uuid of the other group', base: 'data-source', with: { uuid: { chars: 16, of: 'ascii' } }, expect: 'observe' },

  { rule: 'comparison_type.own-photo', name: 'a uuid and one photo, nothing of the other group', base: 'own-photo', expect: '200 token' },
  { rule: 'comparison_type.own-photo', name: 'with a name and a number of the other group', base: 'own-photo', with: { idcard_name: '王小明', idcard_number: { idcard: {} } }, expect: 'observe' },

  { rule: 'comparison_type.liveness-only', name: 'neither group', expect: '200 token' },
  { rule: 'comparison_type.liveness-only', name: 'neither group, urlencoded', form: 'urlencoded', expect: '200 token' },
  { rule: 'comparison_type.liveness-only', name: 'with a name and a number', with: { idcard_name: '王小明', idcard_number: { idcard: {} } }, expect: 'observe' },
  { rule: 'comparison_type.liveness-only', name: 'with a number that is too short', with: { idcard_number: { idcard: { length: 17 } } }, expect: 'observe' },
  { rule: 'comparison_type.liveness-only', name: 'with a photo', with: { image_ref1: { photo: 'one face' } }, expect: 'observe' },
  { rule: 'comparison_type.liveness-only', name: 'with a broken photo', with: { image_ref1: { photo: 'text' } }, expect: 'observe' },
] as const satisfies readonly Scenario<RuleId>[];
