import { z } from 'zod';
import { RESULTS, WALKS } from '../../sayings/walks.js';
import type { RequestForm, Scenario } from './types.js';
import { type Shape, valuesSchema } from './value-schema.js';

// The shapes of types.ts as a check of what a file says. `Shape` keeps the keys of both in step.

/** Which of the kinds of scenario; one that says none is a request. */
export type ScenarioKind = NonNullable<Scenario['kind']>;

/** The keys of a scenario of one kind. */
type ShapeOf<Kind extends ScenarioKind> = Shape<Extract<Scenario, { readonly kind?: Kind }>>;

const named = {
  rule: z.string(),
  name: z.string().regex(/\S/, { error: 'must say what is done' }),
};

const values = {
  base: z.string().optional(),
  as: z.enum(['full', 'denied', 'no_data_source', 'limited']).optional(),
  with: valuesSchema.optional(),
  without: z.array(z.string()).optional(),
  extra: valuesSchema.optional(),
  form: z.enum(['multipart', 'urlencoded', 'urlencoded; charset=UTF-8']).optional(),
};

const form = {
  ...values,
  method: z.enum(['POST', 'GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']).optional(),
  path: z.string().startsWith('/', { error: 'must begin with "/"' }).optional(),
} satisfies Shape<RequestForm>;

const expectation = z.union([z.string(), z.array(z.string()).nonempty()], {
  error: 'must be a string such as "200 token", a list of such strings, or "observe"',
});

/** What an object must hold to be a scenario, by kind; what it has to do with a contract is checked apart. */
export const SCENARIOS: Readonly<Record<ScenarioKind, z.ZodType>> = {
  request: z.strictObject({
    ...named,
    kind: z.literal('request').optional(),
    ...form,
    expect: expectation,
  } satisfies ShapeOf<'request'>),
  repeat: z.strictObject({
    ...named,
    kind: z.literal('repeat'),
    ...form,
    expect: z.literal('observe'),
  } satisfies ShapeOf<'repeat'>),
  sweep: z.strictObject({ ...named, kind: z.literal('sweep'), check: z.string() } satisfies ShapeOf<'sweep'>),
  burst: z.strictObject({
    ...named,
    kind: z.literal('burst'),
    ...values,
    burst: z.enum(['at the limit', 'one above the limit', 'far above the limit', 'after a burst']),
  } satisfies ShapeOf<'burst'>),
  flow: z.strictObject({
    ...named,
    kind: z.literal('flow'),
    ...values,
    see: z.enum(keysOf(WALKS)),
    camera: z.boolean().optional(),
  } satisfies ShapeOf<'flow'>),
  result: z.strictObject({
    ...named,
    kind: z.literal('result'),
    ...form,
    expect: expectation,
    flow: z.strictObject(values).optional(),
    again: z.literal(true).optional(),
    see: z.enum(keysOf(RESULTS)).optional(),
  } satisfies ShapeOf<'result'>),
  harness: z.strictObject({
    ...named,
    kind: z.literal('harness'),
    url: z.url({ error: 'must be an address, e.g. http://127.0.0.1:8080' }),
    allowHttp: z.boolean().optional(),
    expect: z.enum(['refused', 'accepted']),
  } satisfies ShapeOf<'harness'>),
};

function keysOf<Key extends string>(words: Readonly<Record<Key, string>>): Key[] {
  return Object.keys(words) as Key[];
}
