import { expect, it } from 'vitest';
import { bundlerMissing } from './bundler-missing.js';

it.each([
  // what esbuild says                                                                                    told as missing
  ['The package "@esbuild/linux-x64" could not be found, and is needed by esbuild.\n\nIf you are …', true],
  ['spawn /x/node_modules/@esbuild/linux-x64/bin/esbuild ENOENT', true],
  ['Could not resolve "./gone.ts"', false],
])('%s', (message, missing) => {
  const told = bundlerMissing(new Error(message));
  if (missing) expect(told).toMatch(/^[^\n]* run "npm install --include=optional"$/);
  else expect(told).toBeUndefined();
});
