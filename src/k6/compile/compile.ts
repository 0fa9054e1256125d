import remapping, { type SourceMapInput } from '@jridgewell/remapping';
import MagicString from 'magic-string';
import type { Bundle } from '../bundle.js';
import { LOAD_EXIT } from '../exit-codes.js';
import { LoadError } from '../load-error.js';
import { splitChains } from './chains.js';
import { colour } from './colours.js';
import { placesOf } from './places.js';
import { parseProgram } from './program.js';
import { nameNotIn, rewriteWaiting } from './rewrite.js';
import { deferTopLevel, waitsAtTopLevel } from './top-level-await.js';
import { Values } from './values.js';

/**
 * Lets a script in which requests and `sleep()` block, as on k6, run beside thousands of others on one thread: what waits
 * becomes asynchronous. A script in which nothing waits comes back as it is. Throws a LoadError (104) with file, line and
 * what to write instead for each blocking call that cannot be waited for.
 */
export function compileWaiting<B extends Bundle>(bundle: B): B {
  const { path, code, map } = bundle;
  const program = parseProgram(code, placesOf(path, code, map));
  const colours = colour(program, new Values(program));
  const chains = splitChains(program, colours);
  const refusals = [...colours.refusals, ...chains.refusals];
  if (refusals.length > 0) throw new LoadError(LOAD_EXIT.invalidConfig, refusals.join('\n'));
  const waits = waitsAtTopLevel(program);
  if (colours.waiting.size === 0 && !waits) return bundle;
  const text = new MagicString(code);
  if (waits) deferTopLevel(program, text, nameNotIn(code, '__later'));
  if (colours.waiting.size > 0) rewriteWaiting(program, colours, chains, text);
  const rewritten = text.generateMap({ hires: 'boundary', source: 'bundle' });
  const whole = remapping(rewritten as SourceMapInput, (source) =>
    source === 'bundle' ? (JSON.parse(map) as SourceMapInput & object) : null,
  );
  return { ...bundle, code: text.toString(), map: JSON.stringify(whole) };
}
