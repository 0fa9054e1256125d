import type { ScriptVu } from '../script-vu.js';

/** The module `k6/data`: a list made once, that all VUs share and none can change. */
export function dataModule(vu: ScriptVu): Record<string, unknown> {
  const { sharedArrays } = vu.environment;
  function SharedArray(name: string, make: () => unknown): readonly unknown[] {
    if (vu.state !== 'init')
      throw new Error(`SharedArray "${name}": lists are shared in the init context only; move it out of the functions`);
    if (name === '') throw new Error('SharedArray: expected a name that is not empty');
    let list = sharedArrays.get(name);
    if (list === undefined) {
      const made = make();
      if (!Array.isArray(made))
        throw new TypeError(`SharedArray "${name}": expected its function to return an array; found ${typeof made}`);
      list = frozen(JSON.parse(JSON.stringify(made))) as readonly unknown[];
      sharedArrays.set(name, list);
    }
    return list;
  }
  return { SharedArray };
}

function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const item of Object.values(value)) frozen(item);
  return Object.freeze(value);
}
