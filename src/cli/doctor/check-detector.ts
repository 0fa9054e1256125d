import { type Check, missing, ok } from './check.js';

/** What the emulator decodes photos and finds faces with. */
export const PHOTO_PACKAGES = [
  'sharp',
  '@vladmandic/face-api',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-backend-wasm',
] as const;

/** Whether the emulator can look at photos; `isInstalled` says whether a package can be resolved. */
export function checkDetector(isInstalled: (name: string) => boolean): Check {
  const absent = PHOTO_PACKAGES.filter((name) => !isInstalled(name));
  if (absent.length === 0) return ok('detector', 'finds faces in photos (for the emulator)');
  return missing(
    'detector',
    `not installed: ${absent.join(', ')}; the emulator cannot look at photos`,
    'run "npm install --include=optional"',
  );
}
