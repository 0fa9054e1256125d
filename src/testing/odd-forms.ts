import type { AppRequest } from '../emulator/app-answer.js';
import {
  appRequest,
  BOUNDARY,
  DATA_SOURCE,
  LIVENESS_ONLY,
  MULTIPART,
  multipartBody,
  OWN_PHOTO,
  URLENCODED,
  urlencodedBody,
  type Value,
} from '../emulator/testing/test-app.js';
import { type Chooser, mangle, ODD_TEXTS } from './mangle.js';

const CONTENT_TYPES = [
  URLENCODED,
  MULTIPART,
  `${URLENCODED}; charset=UTF-8`,
  `Multipart/Form-Data; BOUNDARY="${BOUNDARY}"`,
  'multipart/form-data',
  'multipart/form-data; boundary=',
  `multipart/form-data; boundary=${'-'.repeat(200)}`,
  'multipart/mixed; boundary=x',
  'application/json',
  '',
  ';',
];

/** A form that some client might send: right, nearly right, or nothing like it. */
export function oddForm(choose: Chooser): AppRequest {
  const fields: Record<string, Value> = { ...choose.pick([LIVENESS_ONLY, DATA_SOURCE, OWN_PHOTO]) };
  for (let turn = choose.below(3); turn > 0; turn -= 1) {
    const name = choose.often(0.8) ? choose.pick(Object.keys(fields)) : choose.pick(ODD_TEXTS);
    if (choose.often(0.2)) delete fields[name];
    else fields[name] = choose.often(0.3) ? oddBytes(choose) : choose.pick(ODD_TEXTS);
  }
  const multipart = choose.often(0.6);
  const body = multipart ? multipartBody(fields) : urlencodedBody(wellFormed(fields));
  const fitting = multipart ? MULTIPART : URLENCODED;
  const contentType = choose.often(0.9) ? fitting : choose.pick(CONTENT_TYPES);
  return appRequest(choose.often(0.4) ? body : mangle(body, choose), {}, contentType);
}

function oddBytes(choose: Chooser): Buffer {
  return Buffer.from(Array.from({ length: choose.below(300) }, () => choose.below(256)));
}

/** Names that can be percent-encoded. */
function wellFormed(fields: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.replaceAll('\uD800', '?'), value]));
}
