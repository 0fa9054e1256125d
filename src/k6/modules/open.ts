import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ScriptVu } from '../script-vu.js';

/** The script's `open(path, mode)`: a file's text, or its bytes as an ArrayBuffer with mode `b`; in the init context only. */
export function openFor(vu: ScriptVu): (path: string, mode?: string) => string | ArrayBuffer {
  return (path, mode = '') => {
    if (vu.state !== 'init')
      throw new Error('open() may be used in the init context only; move it out of the functions');
    const file = resolve(dirname(vu.environment.script.path), path.replace(/^file:\/\//, ''));
    const bytes = readFileSync(file);
    return mode.includes('b')
      ? (bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)
      : bytes.toString('utf8');
  };
}
