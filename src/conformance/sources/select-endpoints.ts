import { suggest } from '../../contract/suggest.js';
import type { Contract } from '../../contract/types.js';
import { chooses, withoutMark } from '../../run/choose.js';
import { ConfigError } from '../../run/errors.js';

/**
 * The contracts that `--endpoint` names, by id or name (globs, commas between several; an item that begins with `!` leaves out).
 * Where none is wanted: the user's own where there are any, else the built-in ones. Throws `ConfigError` for a name that fits none,
 * and when nothing is left.
 */
export function selectEndpoints(
  builtIn: readonly Contract[],
  own: readonly Contract[],
  given: readonly string[],
): Contract[] {
  const items = given.flatMap((item) => item.split(',')).map((item) => item.trim());
  const known = [...builtIn, ...own];
  const problems = items.filter((item) => !known.some(fits([withoutMark(item)]))).map((item) => unknown(item, known));
  if (problems.length > 0) throw new ConfigError(problems);
  const wanted = items.some((item) => !item.startsWith('!'));
  const from = wanted || own.length === 0 ? known : own;
  const selected = from.filter(fits(items));
  if (selected.length > 0) return selected;
  throw new ConfigError([
    `${given.map((item) => `--endpoint '${item}'`).join(' ')}: no endpoint is left; there are ${namesOf(from)}`,
  ]);
}

/** These contracts, and those whose request begins the flow that leads to one of them. */
export function withBeginnings(selected: readonly Contract[], known: readonly Contract[]): Contract[] {
  const follows = new Set(selected.map((contract) => contract.follows));
  return known.filter((contract) => selected.includes(contract) || follows.has(contract.id));
}

function fits(items: readonly string[]): (contract: Contract) => boolean {
  const chosen = chooses(items.map((item) => item.toLowerCase()));
  return ({ id, name }) => chosen(id, name.toLowerCase());
}

function unknown(item: string, known: readonly Contract[]): string {
  const names = known.map(({ id }) => id);
  return `--endpoint '${item}': no endpoint has this name${suggest(withoutMark(item), names)}; there are ${namesOf(known)}`;
}

function namesOf(contracts: readonly Contract[]): string {
  return contracts.map(({ id }) => id).join(', ');
}
