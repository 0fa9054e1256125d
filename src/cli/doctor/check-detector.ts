import type { PhotoStatus } from '../../emulator/photos/inspector.js';
import { type Check, missing, ok } from './check.js';

/** Whether the emulator can look at photos. */
export function checkDetector(status: PhotoStatus): Check {
  if (status.available) return ok('detector', 'finds faces in photos (for the emulator)');
  return missing('detector', `${status.reason}; the emulator cannot look at photos`, status.cure);
}
