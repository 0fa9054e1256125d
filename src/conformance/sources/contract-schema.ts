import { z } from 'zod';
import type {
  AnswerField,
  AnswerShape,
  Contract,
  Endpoint,
  ErrorCode,
  OpenQuestion,
  Parameter,
  Rule,
  RuleGroup,
  Success,
} from '../../contract/types.js';
import { type Shape, valuesSchema } from '../scenario/value-schema.js';

// The shapes of src/contract/types.ts as a check of what a file says. `Shape` keeps the keys of both in step.

const text = z.string().min(1, { error: 'must not be empty' });
const texts = z.array(z.string());
const standing = z.enum(['stated', 'implied', 'silent']);
const path = text.startsWith('/', { error: 'must begin with "/"' }).regex(/^[^?#\s]*$/, {
  error: 'must be a path alone, without "?", "#" and whitespace; parameters go into "parameters"',
});

const endpoint = z.strictObject({
  method: z.enum(['POST', 'GET', 'PUT', 'PATCH', 'DELETE']),
  path,
  productionUrl: z.url({ error: 'must be an address, e.g. https://api.example.com' }).optional(),
  sends: z.enum(['form', 'query', 'json']),
} satisfies Shape<Endpoint>);

const group = z.strictObject({ id: text, title: text } satisfies Shape<RuleGroup>);

const parameter = z.strictObject({
  name: text,
  type: z.enum(['string', 'number', 'boolean', 'file']),
  required: z.union([z.enum(['always', 'never']), z.strictObject({ with: text, values: texts })], {
    error: 'must be "always", "never", or { with: another parameter, values: [those with which it is mandatory] }',
  }),
  holds: z.enum(['key', 'secret', 'name', 'identity number']).optional(),
  values: texts.optional(),
  defaultValue: z.string().optional(),
  limit: z.strictObject({ max: z.int().min(0), unit: z.enum(['bytes', 'characters']) }).optional(),
  exactCharacters: z.int().min(0).optional(),
  description: z.string().optional(),
} satisfies Shape<Parameter>);

const errorCode = z.strictObject({
  status: z.int().min(100).max(599),
  code: text,
  argument: z
    .union([z.enum(['none', 'parameter', 'optional-parameter']), texts], {
      error: 'must be "none", "parameter", "optional-parameter", or a list of fixed reasons',
    })
    .optional(),
  spaced: z.literal(true).optional(),
  source: z.enum(['table', 'parameter-text', 'example']).optional(),
  signals: z.enum(['wrong credentials', 'no permission', 'too many in flight', 'try again', 'no such API']).optional(),
  meaning: z.string().optional(),
} satisfies Shape<ErrorCode>);

const field = z.strictObject({
  name: text,
  type: z.enum(['string', 'integer', 'number', 'boolean', 'object', 'array', 'object or null']),
  present: z.enum(['always', 'on-success', 'on-failure', 'sometimes']),
  measures: z.literal('server time').optional(),
  description: z.string().optional(),
} satisfies Shape<AnswerField>);

const success = z.strictObject({
  word: text,
  text,
  field: z.string(),
  value: z
    .union([z.string(), z.number(), z.boolean()], { error: 'must be a string, a number or a boolean' })
    .optional(),
} satisfies Shape<Success>);

const pattern = text.superRefine((source, context) => {
  try {
    new RegExp(`^(?:${source})`);
  } catch (error) {
    context.addIssue({ code: 'custom', message: `is no regular expression: ${(error as Error).message}` });
  }
});

const error = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('message'), field: text, separator: text, code: pattern }),
    z.strictObject({ kind: z.literal('fields'), code: text, argument: text.optional() }),
  ],
  { error: 'must have the kind "message" (code and argument in one text) or "fields" (a field each)' },
);

const answer = z.strictObject({ fields: z.array(field), success, error } satisfies Shape<AnswerShape>);

const rule = z.strictObject({
  id: text.regex(/^[\w-]+(?:\.[\w-]+)*$/, {
    error: 'must be words of letters, digits, "_" and "-" with dots between them, e.g. "amount.required"',
  }),
  group: text,
  standing,
  text,
  outcome: text,
  section: z.string().optional(),
  inferredFrom: text.optional(),
} satisfies Shape<Rule>);

const openQuestion = z.strictObject({
  question: text,
  rules: texts,
  wording: texts.optional(),
} satisfies Shape<OpenQuestion>);

/** What a file must hold to be a contract; what its parts must have to do with each other is checked apart. */
export const contractSchema = z.strictObject({
  id: text.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: 'must be words of a-z and 0-9 with "-" between them' }),
  name: text,
  endpoint: endpoint.nullable(),
  follows: text.optional(),
  groups: z.array(group).min(1, { error: 'must name at least one group' }),
  parameters: z.array(parameter),
  answer,
  errors: z.array(errorCode),
  rules: z.array(rule).min(1, { error: 'must name at least one rule' }),
  openQuestions: z.array(openQuestion).optional(),
  requests: z.record(z.string(), valuesSchema),
} satisfies Shape<Contract>);
