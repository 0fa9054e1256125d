/** The emulator as a process of its own: it sends its address to its parent and ends with it. */
import { createPhotoInspector } from '../emulator/photos/inspector.js';
import { startEmulator } from '../emulator/server.js';
import type { EmulatorChildMessage, EmulatorChildOptions } from './emulator-process.js';

// A Ctrl-C in the terminal reaches every process of it; the load run first has to wind down.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit());

process.once('message', (options: EmulatorChildOptions) => {
  start(options).catch((cause: unknown) => {
    send({ kind: 'failed', why: cause instanceof Error ? cause.message : String(cause) });
  });
});

async function start({ concurrencyLimit, limitedHoldMs, photos: withPhotos }: EmulatorChildOptions): Promise<void> {
  const photos = createPhotoInspector();
  const emulator = await startEmulator({ photos, concurrencyLimit, limitedHoldMs });
  let photosUnavailable = '';
  if (withPhotos) {
    photos.warm();
    const judged = await photos.status();
    if (!judged.available) photosUnavailable = `${judged.reason}; ${judged.cure}`;
  }
  send({ kind: 'started', url: emulator.url, photosUnavailable });
}

function send(message: EmulatorChildMessage): void {
  process.send?.(message);
}
