import remapping, { type SourceMapInput } from '@jridgewell/remapping';
import type { Bundle } from '../bundle.js';
import { LOAD_EXIT } from '../exit-codes.js';
import { LoadError } from '../load-error.js';
import { splitChains } from './chains.js';
import { colour } from './colours.js';
import { placesOf } from './places.js';
import { parseProgram } from './program.js';
import { rewrite } from './rewrite.js';
import { Values } from './values.js';

/**
 * Lets a script in which requests and `sleep()` block, as on k6, run beside thousands of others on one thread: what waits
 * becomes asynchronous. A script in which nothing blocks comes back as it is. Throws a LoadError (104) with file, line and
 * what to write instead for each blocking call that cannot be waited for.
 */
export function compileWaiting<B extends Bundle>(bundle: B): B {
  const { path, code, map } = bundle;
  const program = parseProgram(code, placesOf(path, code, map));
  const colours = colour(program, new Values(program));
  const refusals = [...colours.refusals, ...splitChains(program, colours)];
  if (refusals.length > 0) throw new LoadError(LOAD_EXIT.invalidConfig, refusals.join('\n'));
  if (colours.waiting.size === 0) return bundle;
  const rewritten = rewrite(program, colours);
  const whole = remapping(rewritten.map as SourceMapInput, (source) =>
    source === 'bundle' ? (JSON.parse(map) as SourceMapInput & object) : null,
  );
  return { ...bundle, code: rewritten.code, map: JSON.stringify(whole) };
}
