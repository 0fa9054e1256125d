// What is made of packages at build time, so that an installation needs only what is made of them, not the packages.
import { join } from 'node:path';
import { build } from 'esbuild';

const common = { bundle: true, target: 'node20', logLevel: 'warning', metafile: true, legalComments: 'none' };

/** Bundles into the built tree `outdir` and returns the inputs of each bundle, relative to `root`. */
export async function makeBundles(root, outdir) {
  const photos = 'src/emulator/photos';
  const made = await Promise.all([
    // Charts are drawn as SVG by one file of the library.
    build({
      ...common,
      absWorkingDir: root,
      entryPoints: ['src/report/charts/library.ts'],
      outfile: join(outdir, 'src/report/charts/library.js'),
      format: 'esm',
      platform: 'node',
      minify: true,
    }),
    // The SDK for metrics, loaded when the samples of a watch are exported.
    build({
      ...common,
      absWorkingDir: root,
      entryPoints: ['src/load/watch/otlp-library.ts'],
      outfile: join(outdir, 'src/load/watch/otlp-library.js'),
      format: 'esm',
      platform: 'node',
      // Parts of it are CommonJS and ask for modules of Node.
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    }),
    // A script of k6 that imports jslib's "url" gets this one bundled into it.
    build({
      ...common,
      absWorkingDir: root,
      entryPoints: ['src/k6/jslib/url.ts'],
      outfile: join(outdir, 'src/k6/jslib/url.js'),
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
    }),
    // The thread that finds faces. face-api imports the whole of TensorFlow.js where only its core is needed.
    build({
      ...common,
      absWorkingDir: join(root, photos),
      entryPoints: ['detector-worker.ts'],
      outfile: join(outdir, photos, 'detector/worker.cjs'),
      format: 'cjs',
      platform: 'node',
      minify: true,
      // The CommonJS builds of TensorFlow.js each hold their own copy of the core; the ES modules share one.
      mainFields: ['module', 'main'],
      alias: {
        '@tensorflow/tfjs/dist/index.js': '@tensorflow/tfjs-core',
        '@tensorflow/tfjs-backend-webgl/dist/index.js': '@tensorflow/tfjs-core',
        '@tensorflow/tfjs-backend-wasm/dist/index.js': '@tensorflow/tfjs-backend-wasm',
      },
      // Named by TensorFlow.js for loading over the network, which never happens here.
      external: ['node-fetch'],
    }),
  ]);
  return made.flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

/** Files that go into the built tree as they are: the model in use and the binaries that run it. */
export const COPIES = [
  ...['ssd_mobilenetv1_model-weights_manifest.json', 'ssd_mobilenetv1_model.bin'].map(
    (name) => `node_modules/@vladmandic/face-api/model/${name}`,
  ),
  ...['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'].map(
    (name) => `node_modules/@tensorflow/tfjs-backend-wasm/dist/${name}`,
  ),
];
export const COPIED_TO = 'src/emulator/photos/detector';
