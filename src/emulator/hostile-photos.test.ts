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

test('trust row 12: a PNG of 14000 x 14000 pixels is no photo, and is not unpacked to find out', async () => {
  const photo = hugePng();
  const before = process.memoryUsage.rss();
  expect(await send(photo)).toBe('IMAGE_ERROR_UNSUPPORTED_FORMAT:image_ref1');
  expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
});

/** A white AVIF of 6000 x 6000 pixels: 818 bytes whose decoding takes a gigabyte. */
const AVIF =
  'AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAAA+gABAAAAAAAAAjgAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgT8CAAAAABRpc3BlAAAAAAAAF3AAABdwAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAJAbWRhdBIACgo/8y7fdvaQENBpMqcEEz/JihO////Fn4EAAGzPyir3GXOjc5GK5nxwYMtsKwN6oVyiPZ79Rzq1aeqdI5WWU3GMl0aoDbInhu35RJMm+bZbFcLF+ZljYg/WISVKsRxu2LuoEMjFs2YJ1Ppo6HtwJKPuqgwOAZjQZ7CUxmmQQX88R3uJf8Uv+5K4i8/KKvcZc6NzkPlFEjnRzDi5mi+mYpeJPuhQ7egyZo7AxxVk129m7t5ONAvYdEsN8/PG0nBWA1wMoMwVRI9/OGR6+z21IC/g/j0yE2/GLbH506/2EXb/ixL7BgW1giU2XCSzt7fA+pmg9u0wE6BrJv1Ata3xfcRK76ekADhKBrFhgVtgeQT3gmTbXirei8/KKvcZc6NyixF2tlxsbeU+vVWdOeHZjwIQhpnf/ly0iP8nudxu6z35uUFKXwGq5adWgLaninjTCZnFzDWFTFL/7Z/ZIT/jZ9U/omAat8W53j7f4clClvUs4AR7WzT2JNeVccR0jSuP6KePXW3uQEVMCq4nnVl7hw+UsoHnJ9PXYdZg1uqcMnfbMzKwz8opEru5pKdtI7g2OBpJ6Olv2aKVJ+iJHPTn8p+DBANuBYk53gAbwt88QtTsl7t0T5HAeF+2+GzbZiou0qUH8Tq78YoCq9dx47/PyPQGpHFdaGlJyPDPbZ4L1KrN4Yn7nXrnU4DUFAnITD7xxUZAdGLWbBUE5tdZJk4fWXbI9O6g79V8QYjMEjAchL8rE931UCA=';

test('trust row 12: 30 small AVIFs at once that unpack to gigabytes are not unpacked', async () => {
  const photo = Buffer.from(AVIF, 'base64');
  const before = process.memoryUsage.rss();
  // Each is another photo by its last byte, so that none is remembered.
  const bombs = Array.from({ length: 30 }, (_, n) => Buffer.concat([photo, Buffer.from([n])]));
  const answers = await Promise.all(bombs.map(send));
  expect(new Set(answers)).toEqual(new Set(['IMAGE_ERROR_UNSUPPORTED_FORMAT:image_ref1']));
  expect(process.memoryUsage.rss() - before).toBeLessThan(300_000_000);
});
