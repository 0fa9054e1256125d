import type { ValidRequest } from '../../src/contract/types.js';

const always = {
  api_key: { credential: 'key' },
  api_secret: { credential: 'secret' },
  return_url: { callback: 'return' },
  notify_url: { callback: 'notify' },
  biz_no: { serial: 'fg' },
} as const satisfies ValidRequest;

/** Complete requests, one for each comparison type; the first needs no person's data and nothing is charged for a comparison. */
export const requests = {
  'liveness-only': { ...always, comparison_type: '-1' },
  'own-photo': { ...always, comparison_type: '0', uuid: { unique: 'fg-{}' }, image_ref1: { photo: 'one face' } },
  'data-source': { ...always, comparison_type: '1', idcard_name: { person: 'name' }, idcard_number: { idcard: {} } },
} as const satisfies Record<string, ValidRequest>;
