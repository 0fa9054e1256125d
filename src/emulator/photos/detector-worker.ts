// The thread that finds faces: takes pictures, answers with scores. Bundled at build time, see scripts/bundles.mjs.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { io, ready, setBackend, tensor3d } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';
import { detectAllFaces, nets, SsdMobilenetv1Options } from '@vladmandic/face-api/dist/face-api.esm-nobundle.js';
import type { DetectorFiles } from './detector-files.js';
import type { DetectorAnswer, DetectorQuestion } from './detector-messages.js';
import type { Pixels } from './pixels.js';

/** Lower than what counts as a face, so that tests can see how far a photo is from the edge. */
const options = new SsdMobilenetv1Options({ minConfidence: 0.05, maxResults: 50 });

// A failure here or below is an unhandled rejection, which ends the thread and reaches its owner as `error`.
let last = load(workerData as DetectorFiles);

parentPort!.on('message', (question: DetectorQuestion) => {
  last = last.then(() => answer(question));
});

/** One picture at a time: two at once are no quicker and take twice the memory. */
async function answer({ id, pixels }: DetectorQuestion): Promise<void> {
  parentPort!.postMessage({ id, scores: await scoresOf(pixels) } satisfies DetectorAnswer);
}

// face-api declares tensors of its own, hence `as never`.
async function scoresOf({ data, width, height }: Pixels): Promise<number[]> {
  const picture = tensor3d(data, [height, width, 3], 'int32');
  try {
    const found = await detectAllFaces(picture as never, options);
    return found.map(({ score }) => score).sort((a, b) => b - a);
  } finally {
    picture.dispose();
  }
}

async function load({ wasmFolder, weightsManifest, weights }: DetectorFiles): Promise<void> {
  setWasmPaths(wasmFolder);
  await setBackend('wasm');
  await ready();
  const groups = JSON.parse(readFileSync(weightsManifest, 'utf8')) as { weights: io.WeightsManifestEntry[] }[];
  const bytes = new Uint8Array(readFileSync(weights));
  const specs = groups.flatMap((group) => group.weights);
  nets.ssdMobilenetv1.loadFromWeightMap(io.decodeWeights(bytes.buffer, specs) as never);
}
