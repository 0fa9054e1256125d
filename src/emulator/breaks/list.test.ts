import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { contracts } from '../../../contracts/index.js';
import { nameOf } from './break.js';
import { BREAK_KINDS } from './kinds.js';
import { breaks } from './list.js';

const judged = contracts.flatMap(({ rules }) => rules).filter(({ standing }) => standing !== 'silent');
/** Asked of the harness itself: no service can break it. */
const OF_THE_HARNESS = ['endpoint.https'];

describe('the breaks', () => {
  test('are as many as README says', () => {
    const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');
    expect(/breaks the emulator in (\d+) ways/.exec(readme)?.[1]).toBe(String(breaks.length));
  });

  test('are 250 at least, each with a name of its own', () => {
    const names = breaks.map(nameOf);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
    expect(names.length).toBeGreaterThanOrEqual(250);
  });

  test('are of judged rules alone, and leave none of them out', () => {
    const broken = new Set(breaks.map(({ rule }) => rule));
    const ids = new Set(judged.map(({ id }) => id));
    expect([...broken].filter((rule) => !ids.has(rule))).toEqual([]);
    expect([...ids].filter((rule) => !broken.has(rule))).toEqual(OF_THE_HARNESS);
  });

  test('use every kind', () => {
    const used = new Set(breaks.map(({ kind }) => kind));
    expect(Object.keys(BREAK_KINDS).filter((kind) => !(used as Set<string>).has(kind))).toEqual([]);
  });

  test('break more than one way for each rule', () => {
    const once = judged.filter(({ id }) => breaks.filter(({ rule }) => rule === id).length === 1);
    expect(once.map(({ id }) => id)).toEqual([]);
  });
});
