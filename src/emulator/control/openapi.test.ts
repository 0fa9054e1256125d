import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { operations } from './control.js';

interface Described {
  readonly paths: Record<
    string,
    Record<string, { requestBody?: { content: { 'application/json': { schema: { properties: object } } } } }>
  >;
}

test('the OpenAPI file describes every operation with its keys, and no other', () => {
  const { paths } = parse(
    readFileSync(new URL('../../../docs/emulator.openapi.yaml', import.meta.url), 'utf8'),
  ) as Described;
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => {
      const keys = Object.keys(requestBody?.content['application/json'].schema.properties ?? {});
      return [`${method.toUpperCase()} ${path}`, keys.sort()];
    }),
  );
  const known = Object.entries(operations).map(([name, { keys }]) => [name, [...keys].sort()]);
  expect(Object.fromEntries(described)).toEqual(Object.fromEntries(known));
});
