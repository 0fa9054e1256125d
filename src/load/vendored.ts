import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Vendored } from '../k6/remote-modules.js';
import { UsageError } from '../run/errors.js';

/** The files of `--resolve URL=FILE`, by address. Throws `UsageError` for what is no such pair, and for a file that is not there. */
export function readVendored(pairs: readonly string[], cwd: string): Vendored {
  return Object.fromEntries(
    pairs.map((pair) => {
      // An address may have an equals sign of its own, in its query.
      const at = pair.lastIndexOf('=');
      const address = pair.slice(0, at);
      const file = pair.slice(at + 1);
      if (at < 0 || !/^https?:\/\//.test(address) || file === '')
        throw new UsageError(`--resolve ${pair}: expected URL=FILE, with the address as the script imports it`);
      const path = resolve(cwd, file);
      if (!statSync(path, { throwIfNoEntry: false })?.isFile())
        throw new UsageError(`--resolve ${pair}: there is no file ${path}; save the module there, or correct the path`);
      return [address, path];
    }),
  );
}
