import type { ScriptVu } from '../script-vu.js';

const TAKE_TIME = [
  'decrypt',
  'deriveBits',
  'deriveKey',
  'digest',
  'encrypt',
  'exportKey',
  'generateKey',
  'importKey',
  'sign',
  'unwrapKey',
  'verify',
  'wrapKey',
] as const;

/** The script's `crypto`: an iteration lasts until what `crypto.subtle` works out has come. */
export function webCryptoFor(vu: ScriptVu): Record<string, unknown> {
  const { crypto } = globalThis;
  const subtle = Object.fromEntries(
    TAKE_TIME.map((name) => {
      const method = crypto.subtle[name].bind(crypto.subtle) as (...args: unknown[]) => Promise<unknown>;
      return [name, (...args: unknown[]) => waitedFor(vu, () => method(...args))];
    }),
  );
  return {
    subtle,
    getRandomValues: crypto.getRandomValues.bind(crypto),
    randomUUID: crypto.randomUUID.bind(crypto),
  };
}

function waitedFor(vu: ScriptVu, start: () => Promise<unknown>): Promise<unknown> {
  if (!vu.active && vu.state !== 'init') return start();
  vu.beginWork();
  return start().finally(() => vu.endWork());
}
