import type { CallbackRuleId } from '../../contracts/callbacks/callbacks.js';
import type { Scenario } from '../../src/conformance/scenario/types.js';

// Each looks at what both callbacks of a walk through the liveness flow told. Scenarios with the same request share a walk.
export default [
  { rule: 'callback.request_id', kind: 'flow', name: 'after liveness alone', see: 'request_id in data' },
  { rule: 'callback.request_id', kind: 'flow', name: 'after a comparison with an own photo', base: 'own-photo', see: 'request_id in data' },
  { rule: 'callback.request_id', kind: 'flow', name: 'without a camera', see: 'request_id in data', camera: false },

  { rule: 'callback.biz_id', kind: 'flow', name: 'after liveness alone', see: 'biz_id in data' },
  { rule: 'callback.biz_id', kind: 'flow', name: 'after a comparison with an own photo', base: 'own-photo', see: 'biz_id in data' },
  { rule: 'callback.biz_id', kind: 'flow', name: 'after a comparison with the data source', base: 'data-source', see: 'biz_id in data' },
  { rule: 'callback.biz_id', kind: 'sweep', name: 'no two checks have the same', check: 'biz_id unique' },

  { rule: 'callback.time_used', kind: 'flow', name: 'after liveness alone', see: 'time_used in data' },
  { rule: 'callback.time_used', kind: 'flow', name: 'after a comparison with an own photo', base: 'own-photo', see: 'time_used in data' },
  { rule: 'callback.time_used', kind: 'flow', name: 'without a camera', see: 'time_used in data', camera: false },

  { rule: 'callback.liveness_result', kind: 'flow', name: 'after liveness alone', see: 'liveness_result in data' },
  { rule: 'callback.liveness_result', kind: 'flow', name: 'after a comparison with an own photo', base: 'own-photo', see: 'liveness_result in data' },
  { rule: 'callback.liveness_result', kind: 'flow', name: 'without a camera', see: 'liveness_result in data', camera: false },

  { rule: 'callback.failure_reason', kind: 'flow', name: 'after liveness alone', see: 'failure_reason right' },
  { rule: 'callback.failure_reason', kind: 'flow', name: 'after a comparison with an own photo', base: 'own-photo', see: 'failure_reason right' },
  { rule: 'callback.failure_reason', kind: 'flow', name: 'of a check without a camera, which fails', see: 'a documented failure_reason' },

  { rule: 'callback.verify_result.null', kind: 'flow', name: 'after liveness alone', see: 'no verify_result' },
  { rule: 'callback.verify_result.null', kind: 'flow', name: 'after liveness alone, with screen_replay', with: { screen_replay: '1' }, see: 'no verify_result' },
  { rule: 'callback.verify_result.null', kind: 'flow', name: 'of a check with an own photo that fails', base: 'own-photo', see: 'no verify_result after a failure' },

  { rule: 'callback.verify_result.faceid', kind: 'flow', name: 'with a name and a number', base: 'data-source', see: 'comparison with the data source' },
  { rule: 'callback.verify_result.faceid', kind: 'flow', name: 'with a photo beside them', base: 'data-source', with: { image_ref1: { photo: 'one face' } }, see: 'comparison with the data source' },

  { rule: 'callback.verify_result.ref', kind: 'flow', name: 'one photo', base: 'own-photo', see: 'a comparison for each photo' },
  { rule: 'callback.verify_result.ref', kind: 'flow', name: 'three photos', base: 'own-photo', with: { image_ref2: { photo: 'second person' }, image_ref3: { photo: 'third person' } }, see: 'a comparison for each photo' },
  { rule: 'callback.verify_result.ref', kind: 'flow', name: 'a name, a number and a photo', base: 'data-source', with: { image_ref1: { photo: 'one face' } }, see: 'a comparison for each photo' },
  { rule: 'callback.verify_result.ref', kind: 'flow', name: 'a name and a number alone', base: 'data-source', see: 'a comparison for each photo' },

  { rule: 'callback.verify_result.error', kind: 'flow', name: 'with a name and a number', base: 'data-source', see: 'error of a comparison' },
  { rule: 'callback.verify_result.error', kind: 'flow', name: 'with an own photo', base: 'own-photo', see: 'error of a comparison' },

  { rule: 'callback.same', kind: 'flow', name: 'after liveness alone', see: 'the same result in both' },
  { rule: 'callback.same', kind: 'flow', name: 'after a comparison with an own photo', base: 'own-photo', see: 'the same result in both' },
  { rule: 'callback.same', kind: 'flow', name: 'after a comparison with the data source', base: 'data-source', see: 'the same result in both' },
  { rule: 'callback.same', kind: 'flow', name: 'without a camera', see: 'the same result in both', camera: false },
] as const satisfies readonly Scenario<CallbackRuleId>[];
