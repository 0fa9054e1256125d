/** What a walk through the liveness flow is to show, by its short name in scenarios. */
export const WALKS = {
  'return_url posted': 'the browser goes to return_url by a form POST with data',
  'notify_url posted': 'notify_url gets a form POST with data',
  'signature right': 'sign is the lower-case hex SHA-1 of api_secret + data, in notify and return',
  'biz_no comes back': 'biz_no comes back byte for byte, in notify and return',
  'biz_extra_data comes back': 'biz_extra_data comes back byte for byte, in notify and return',
  'screen-replay fields there':
    'verify_result.face_genuineness has screen_replay_confidence and screen_replay_threshold, in notify and return',
  'no screen-replay fields': 'verify_result has no screen-replay fields, in notify and return',
  'request_id in data': 'data has a request_id, a string, in notify and return',
  'biz_id in data': 'data has a biz_id, a string, the same in notify and return',
  'time_used in data': 'data has time_used, an integer in milliseconds, in notify and return',
  'liveness_result in data': 'liveness_result is an object with result, log and version, strings, in notify and return',
  'failure_reason right': 'failure_reason is null after success and a documented reason after failure',
  'a documented failure_reason': 'liveness fails without a camera, with a documented failure_reason',
  'no verify_result': 'verify_result is null, in notify and return',
  'no verify_result after a failure': 'liveness fails without a camera, and verify_result is null',
  'comparison with the data source':
    'verify_result.result_faceid has confidence and thresholds, or an error, in notify and return',
  'a comparison for each photo': 'verify_result has result_ref1 … for each photo sent, and no other',
  'error of a comparison': 'left open',
  'the same result in both': 'notify and return carry the same result',
  'token refused the second time': 'the token starts one liveness check; the second opening is refused',
  'token refused while in use': 'of two openings at the same time one starts a liveness check, the other is refused',
  'token works before expired_time': 'shortly before expired_time the token still starts liveness',
  'token refused after expired_time': 'after expired_time the token starts nothing',
} as const;

/** What the answer about an ended check is to show, by its short name in scenarios. */
export const RESULTS = {
  'the fields of a result': 'biz_id, biz_no, liveness_result and verify_result, with their types',
  'biz_no comes back': 'biz_no as it was given to GetToken, byte for byte',
  'biz_extra_data comes back': 'biz_extra_data as it was given to GetToken, byte for byte',
  'the same as the callbacks': 'biz_id, liveness_result and verify_result as the callbacks told them',
  'no images': 'images is absent or null',
  'the best image': 'images.image_best is a JPEG as a data: text, or null',
  'all images': 'images.image_best and image_action1 … are JPEGs as data: texts, or null',
} as const;
