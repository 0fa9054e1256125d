/**
 * Why nothing can be bundled, with the cure, when the error says that esbuild's program is absent; undefined for every
 * other error. The program is an optional package of its own, so esbuild can be installed and still not run.
 */
export function bundlerMissing(error: unknown): string | undefined {
  if (!(error instanceof Error) || !/@esbuild\/\S+" could not be found|esbuild.*ENOENT/.test(error.message))
    return undefined;
  return 'TypeScript cannot be read: esbuild\'s program for this machine is not installed; run "npm install --include=optional"';
}
