/** What a liveness flow can be asked to show, and the same as a full expectation for reports. */
export const flowSights = {
  'return_url posted': 'the browser goes to return_url by a form POST with data',
  'notify_url posted': 'notify_url gets a form POST with data',
  'signature right': 'sign is the lower-case hex SHA-1 of api_secret + data, in notify and return',
  'biz_no comes back': 'biz_no comes back byte for byte, in notify and return',
  'biz_extra_data comes back': 'biz_extra_data comes back byte for byte, in notify and return',
  'screen-replay field there': 'data has a screen-replay field, in notify and return',
  'no screen-replay field': 'data has no screen-replay field, in notify and return',
  'token refused the second time': 'the token starts one liveness check; the second opening is refused',
  'token refused while in use': 'of two openings at the same time one starts a liveness check, the other is refused',
  'token works before expired_time': 'shortly before expired_time the token still starts liveness',
  'token refused after expired_time': 'after expired_time the token starts nothing',
} as const;

/** What is to be seen in a scenario of kind `flow`. */
export type FlowSight = keyof typeof flowSights;
