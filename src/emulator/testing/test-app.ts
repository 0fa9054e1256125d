import { emulatorAccounts } from '../accounts.js';
import type { AppAnswer, AppRequest } from '../app-answer.js';
import { type App, createApp } from '../endpoints/app.js';
import { completeOptions, type EmulatorOptions } from '../options.js';
import type { Photo, PhotoInspector } from '../photo-inspector.js';

export const GET_TOKEN_PATH = '/faceid/liveness/v2/get_token';

/** The value of a form field in a test: text, or raw bytes. */
export type Value = string | Uint8Array;
export type Fields = Readonly<Record<string, Value>>;

/** What every valid request holds, whatever it compares. */
export const COMMON_FIELDS: Fields = {
  api_key: emulatorAccounts.full.apiKey,
  api_secret: emulatorAccounts.full.apiSecret,
  return_url: 'http://127.0.0.1:8028/return',
  notify_url: 'http://127.0.0.1:8028/notify',
  biz_no: 'order-1',
};

/** Valid requests, one for each comparison type. */
export const LIVENESS_ONLY: Fields = { ...COMMON_FIELDS, comparison_type: '-1' };
export const DATA_SOURCE: Fields = {
  ...COMMON_FIELDS,
  comparison_type: '1',
  idcard_name: '王小明',
  idcard_number: '11010119900307123X',
};
export const OWN_PHOTO: Fields = { ...COMMON_FIELDS, comparison_type: '0', uuid: 'user-1', image_ref1: 'faces:1' };

/**
 * An inspector for photos of plain text: `faces:2` has two faces, `turned:1` one face that is found only when the photo
 * is turned, `fault` cannot be looked at, and everything else is no image.
 */
export const textPhotos: PhotoInspector = {
  async inspect(bytes): Promise<Photo> {
    const [kind, count] = Buffer.from(bytes).toString('latin1').split(':');
    if (kind === 'fault') throw new Error('no face detector; install it with: npm install');
    if (kind !== 'faces' && kind !== 'turned') return { readable: false, reason: 'not an image' };
    const faces = Number(count);
    return {
      readable: true,
      format: 'text',
      width: 100,
      height: 100,
      faces: async () => (kind === 'turned' ? 0 : faces),
      facesAfterRotation: async () => faces,
    };
  },
  async close() {},
};

/** Options for a test; an inspector is filled in. */
export function testOptions(options: Partial<EmulatorOptions> = {}): EmulatorOptions {
  return { photos: textPhotos, limitedHoldMs: 0, ...options };
}

export function testApp(options: Partial<EmulatorOptions> = {}): App {
  const settings = completeOptions(testOptions(options));
  return createApp({ settings, photos: options.photos ?? textPhotos, closing: new AbortController().signal });
}

/** A copy of the fields with some replaced; `undefined` takes a field out. */
export function withFields(fields: Fields, changes: Readonly<Record<string, Value | undefined>>): Fields {
  const merged = { ...fields, ...changes };
  return Object.fromEntries(Object.entries(merged).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}

/** The fields as `application/x-www-form-urlencoded` bytes, every byte of a value percent-encoded. */
export function urlencodedBody(fields: Fields): Buffer {
  const encode = (value: Value) =>
    [...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return Buffer.from(
    Object.entries(fields)
      .map(([name, value]) => `${encodeURIComponent(name)}=${encode(value)}`)
      .join('&'),
  );
}

export const BOUNDARY = 'ce2b7a0f6f6f4d9a';

/** The fields as `multipart/form-data` bytes with CRLFs; photos get a file name. */
export function multipartBody(fields: Fields): Buffer {
  const parts = Object.entries(fields).flatMap(([name, value]) => [
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"`),
    Buffer.from(name.startsWith('image_ref') ? `; filename="${name}.jpg"\r\nContent-Type: image/jpeg` : ''),
    Buffer.from('\r\n\r\n'),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

export const URLENCODED = 'application/x-www-form-urlencoded';
export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

/** A request to the app; a POST of a form to GetToken unless changed. */
export function appRequest(body: Buffer, changes: Partial<AppRequest> = {}, contentType = MULTIPART): AppRequest {
  return {
    method: 'POST',
    target: GET_TOKEN_PATH,
    headers: { 'content-type': contentType },
    body,
    startedMs: performance.now(),
    ...changes,
  };
}

/** Sends the fields as multipart and gives status, error message and the parsed body. */
export async function ask(
  app: App,
  fields: Fields,
): Promise<{ status: number; error: string; json: Record<string, unknown> }> {
  return read(await app.handle(appRequest(multipartBody(fields))));
}

export function read(answer: AppAnswer): { status: number; error: string; json: Record<string, unknown> } {
  const json = JSON.parse(answer.body) as Record<string, unknown>;
  return { status: answer.status, error: String(json.error_message ?? ''), json };
}
