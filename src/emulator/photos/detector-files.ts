import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sayOfMachine as say } from '../../sayings/machine.js';

/** Where the detector's parts lie on disk, or why there is no detector and what helps. */
export type FoundDetector =
  | { readonly available: true; readonly files: DetectorFiles }
  | { readonly available: false; readonly reason: string; readonly cure: string };

export type DetectorFiles = {
  /** The script of the detector's thread. */
  readonly worker: string;
  /** The list of weights and the weights themselves of the SSD MobileNet v1. */
  readonly weightsManifest: string;
  readonly weights: string;
  /** Folder of the WASM binaries, with the closing separator that TensorFlow.js wants. */
  readonly wasmFolder: string;
};

/** `npm run build` puts the parts here; the sources of a clone use what was built beside them. */
const BUILT = import.meta.url.endsWith('.ts') ? '../../../dist/src/emulator/photos/detector' : './detector';

/** Finds what was built, without loading it. */
export function findDetector(folder = fileURLToPath(new URL(BUILT, import.meta.url))): FoundDetector {
  const worker = join(folder, 'worker.cjs');
  if (!existsSync(worker))
    return { available: false, reason: say('notBuilt', { text: worker }), cure: say('buildClone') };
  return {
    available: true,
    files: {
      worker,
      weightsManifest: join(folder, 'ssd_mobilenetv1_model-weights_manifest.json'),
      weights: join(folder, 'ssd_mobilenetv1_model.bin'),
      wasmFolder: folder + sep,
    },
  };
}
