import { transform } from 'esbuild';
import { type Bundle, bundleScript } from './bundle.js';
import { compileWaiting } from './compile/compile.js';
import { LOAD_EXIT } from './exit-codes.js';
import { refuseLacking } from './lacking.js';
import { LoadError } from './load-error.js';
import type { Vendored } from './remote-modules.js';

/** A script bundled, checked and in the form the node engine runs. */
export interface Prepared {
  /** The script's own path, absolute. */
  readonly path: string;
  /** The bundle in CommonJS form, which runs as a function: one call a VU. */
  readonly code: string;
  /** Its source map as JSON. */
  readonly map: string;
  readonly warnings: readonly string[];
  /** The files it is made of, absolute. */
  readonly inputs: readonly string[];
}

/** Prepares a script. Throws a LoadError (104) with file and line for what cannot be read or is lacking. */
export async function prepareScript(script: string, vendored: Vendored = {}): Promise<Prepared> {
  const bundle = await bundleScript(script, vendored);
  const warnings = await refuseLacking(bundle.path, vendored);
  return {
    path: bundle.path,
    inputs: bundle.inputs,
    warnings: [...bundle.warnings, ...warnings],
    ...(await commonJs(compileWaiting(bundle))),
  };
}

async function commonJs({ path, code, map }: Bundle): Promise<{ code: string; map: string }> {
  const inline = `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}\n`;
  try {
    const made = await transform(inline, {
      format: 'cjs',
      target: 'es2022',
      sourcemap: 'external',
      sourcefile: path,
      charset: 'utf8',
      platform: 'neutral',
    });
    return { code: made.code, map: made.map };
  } catch (error) {
    throw new LoadError(
      LOAD_EXIT.invalidConfig,
      `${path}: the node engine cannot run this: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
