import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LEAST_K6 } from '../../k6/find-k6.js';
import { checkK6 } from './check-k6.js';

const root = new URL('../../../', import.meta.url);

it('the doctor and every page of the docs name the same least version of k6', async () => {
  const pages = ['README.md', ...readdirSync(new URL('docs/', root)).map((page) => `docs/${page}`)];
  const said = pages.flatMap((page) => [...readFileSync(new URL(page, root), 'utf8').matchAll(/(\d+\.\d+) or newer/g)]);
  const versions = said.map(([, version]) => version).filter((version) => Number(version) < 20);
  expect([...new Set(versions)]).toEqual([`${LEAST_K6}.0`]);
  const check = await checkK6({ PATH: '' }, async () => '');
  expect(check.cure).toContain(`install k6 ${LEAST_K6}.0 or newer`);
});
