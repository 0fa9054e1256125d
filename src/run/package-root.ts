import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package: the nearest above this file whose package.json bears its name. Works from src and from dist. */
export const packageRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The version of this package. */
export const packageVersion: string = readPackage(packageRoot).version;

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json')) && readPackage(folder).name === 'facegate') return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('the package.json of facegate was not found above the program');
  return findRoot(parent);
}

function readPackage(folder: string): { name: string; version: string } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
