import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPhotoInspector } from './photos/inspector.js';
import { type Emulator, startEmulator } from './server.js';
import { hugePng } from './testing/huge-png.js';
import { GET_TOKEN_PATH, MULTIPART, multipartBody, OWN_PHOTO, testOptions, withFields } from './testing/test-app.js';

const photos = createPhotoInspector();
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator(testOptions({ photos }));
});
afterAll(async () => {
  await emulator.close();
  await photos.close();
});

async function send(photo: Uint8Array): Promise<string> {
  const answer = await fetch(emulator.url + GET_TOKEN_PATH, {
    method: 'POST',
    body: multipartBody(withFields(OWN_PHOTO, { image_ref1: photo })),
    headers: { 'content-type': MULTIPART },
  });
  return String(((await answer.json()) as { error_message?: string }).error_message);
}

const jpeg = () => readFile(new URL('../../fixtures/images/one-face.jpg', import.meta.url));

// [what is sent for a photo, its bytes]
test.each<[string, () => Promise<Uint8Array>]>([
  ['half a JPEG', async () => (await jpeg()).subarray(0, 3_000)],
  [
    'an SVG',
    async () =>
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'),
  ],
  ['a page that says it is a JPEG', async () => Buffer.from('<!doctype html><title>no photo</title>')],
  ['a PDF', async () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')],
])('%s is no photo', async (_what, bytes) => {
  expect(await send(await bytes())).toBe('IMAGE_ERROR_UNSUPPORTED_FORMAT:image_ref1');
});

test('a PNG of 14000 x 14000 pixels is no photo, and is not unpacked to find out', async () => {
  const photo = hugePng();
  const before = process.memoryUsage.rss();
  expect(await send(photo)).toBe('IMAGE_ERROR_UNSUPPORTED_FORMAT:image_ref1');
  expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
});
