import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * The code of the detector's thread as one CommonJS script. It is bundled when needed, for two reasons: it starts alike
 * from TypeScript and from `dist`, and face-api imports the whole of TensorFlow.js where only its core is installed.
 */
export async function bundleWorker(): Promise<string> {
  const beside = import.meta.url.endsWith('.ts') ? './detector-worker.ts' : './detector-worker.js';
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(beside, import.meta.url))],
    // Aliases are looked up from here; from the user's folder they would not be found.
    absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    // The CommonJS builds of TensorFlow.js each hold their own copy of the core; the ES modules share one.
    mainFields: ['module', 'main'],
    alias: {
      '@tensorflow/tfjs/dist/index.js': '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-backend-webgl/dist/index.js': '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-backend-wasm/dist/index.js': '@tensorflow/tfjs-backend-wasm',
    },
    // Named by TensorFlow.js for loading over the network, which never happens here.
    external: ['node-fetch'],
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}
