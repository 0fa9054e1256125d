import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clientRules } from '../../contracts/client/client.js';
import { plannedRules } from './results.js';
import { faults } from './testing/faults.js';

const sources = {
  'client-node': readFileSync(new URL('../../examples/client-node/app.js', import.meta.url), 'utf8'),
  'client-python': readFileSync(new URL('../../examples/client-python/app.py', import.meta.url), 'utf8'),
};

describe('the faults of the examples', () => {
  test.each(faults.map((fault) => [`${fault.example}: ${fault.name}`, fault] as const))(
    '%s changes what stands once',
    (_name, { example, changes }) => {
      for (const [from, to] of changes) {
        expect(sources[example].split(from), from).toHaveLength(2);
        expect(to).not.toBe(from);
      }
    },
  );
});

test('docs/client.md lists every rule with its standing, and every rule has a row or all checks to show it', () => {
  const page = readFileSync(new URL('../../docs/client.md', import.meta.url), 'utf8').replace(/ +/g, ' ');
  const missing = clientRules.filter(({ id, standing }) => !page.includes(`| \`${id}\` | ${standing} |`));
  expect(missing.map(({ id }) => id)).toEqual([]);
  expect(clientRules.map(({ id }) => id).filter((id) => !plannedRules.includes(id))).toEqual([]);
});
