import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { CURE } from './photos-unavailable.js';

/** Where the detector's parts lie on disk, or why there is no detector and what helps. */
export type DetectorPackages =
  | { readonly available: true; readonly paths: DetectorPaths }
  | { readonly available: false; readonly reason: string; readonly cure: string };

export type DetectorPaths = {
  /** The list of weights and the weights themselves of the SSD MobileNet v1. */
  readonly weightsManifest: string;
  readonly weights: string;
  /** Folder of the WASM binaries, with the closing separator that TensorFlow.js wants. */
  readonly wasmFolder: string;
};

const FACE_API = '@vladmandic/face-api';
const WASM_BACKEND = '@tensorflow/tfjs-backend-wasm';

/** Finds the optional packages without loading them. `resolve` throws for a package that is not installed. */
export function findDetectorPackages(
  resolve: (specifier: string) => string = createRequire(import.meta.url).resolve,
): DetectorPackages {
  const folderOf = (name: string) => dirname(resolve(`${name}/package.json`));
  const missing: string[] = [];
  for (const name of [FACE_API, '@tensorflow/tfjs-core', WASM_BACKEND]) {
    try {
      folderOf(name);
    } catch {
      missing.push(name);
    }
  }
  if (missing.length > 0) {
    return { available: false, reason: `${missing.join(', ')} not installed`, cure: CURE };
  }
  const model = join(folderOf(FACE_API), 'model');
  return {
    available: true,
    paths: {
      weightsManifest: join(model, 'ssd_mobilenetv1_model-weights_manifest.json'),
      weights: join(model, 'ssd_mobilenetv1_model.bin'),
      wasmFolder: join(folderOf(WASM_BACKEND), 'dist') + sep,
    },
  };
}
