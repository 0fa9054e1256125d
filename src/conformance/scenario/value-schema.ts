import { z } from 'zod';
import type { PhotoName, Value } from '../../contract/types.js';

/** The keys of a type, each with the check of its value: a key that the type lacks, or that is left out, does not compile. */
export type Shape<Type> = { readonly [Key in keyof Required<Type>]: z.ZodType };

const alphabet = z.enum(['ascii', 'digits', 'cjk', 'emoji']);
const place = z.tuple([z.int().min(1), z.string()]);
const length = z.int().min(0);

const photoNames = [
  'one face',
  'second person',
  'third person',
  'two faces',
  'three faces',
  'landscape',
  'plain ground',
  'turned by 90',
  'turned by 180',
  'turned by 270',
  'truncated',
  'zero bytes',
  'text',
  'one face, PNG',
  'one face, WebP',
  'one face, GIF',
  'one face, BMP',
  'one face, TIFF',
  'one face, large',
  'tiny',
] as const satisfies readonly PhotoName[];

/** The forms of `Value` that are objects, each by the key that only it has. */
const FORMS = {
  chars: z.strictObject({ chars: length, of: alphabet }),
  bytes: z.strictObject({ bytes: length, of: alphabet }),
  unique: z.strictObject({
    unique: z.string().includes('{}', { error: 'a unique string needs "{}" where its own part is to stand' }),
  }),
  serial: z.strictObject({ serial: z.string() }),
  hex: z.strictObject({
    hex: z.string().regex(/^(?:[0-9a-f]{2})*$/i, { error: 'must be bytes in hexadecimal digits' }),
  }),
  idcard: z.strictObject({
    idcard: z.strictObject({
      last: z.enum(['digit', 'X', 'x']).optional(),
      put: place.optional(),
      insert: place.optional(),
      length: length.optional(),
      fault: z.enum(['wrong check digit', 'impossible birth date', 'birth date in the future']).optional(),
    }),
  }),
  person: z.strictObject({ person: z.literal('name') }),
  photo: z.strictObject({
    photo: z.enum(photoNames),
    filename: z.union([z.string(), z.literal(false)], { error: 'must be a string or false' }).optional(),
    type: z.string().optional(),
  }),
  credential: z.strictObject({ credential: z.enum(['key', 'secret']) }),
  callback: z.strictObject({ callback: z.enum(['return', 'notify']) }),
  fromCallback: z.strictObject({ fromCallback: z.string() }),
  wrong: z.strictObject({
    wrong: z.enum(['random', 'last character', 'one character less', 'one character more', 'other account', 'case']),
  }),
} as const satisfies Record<KeyOf<Exclude<Value, string>>, z.ZodType>;

/** The first key of each form; `filename`, `type` and `of` go with others. */
type KeyOf<Form> = Form extends unknown ? Exclude<keyof Form, 'of' | 'filename' | 'type'> : never;

/** What may be sent, as a check of what a file says. */
export const valueSchema: z.ZodType = z.unknown().superRefine((value, context) => {
  if (typeof value === 'string') return;
  const form = formOf(value);
  if (form === undefined) {
    context.addIssue({ code: 'custom', message: describeWrong(value) });
    return;
  }
  for (const issue of form.safeParse(value).error?.issues ?? []) context.addIssue({ ...issue } as never);
});

/** Values by the names under which they are sent: every name, those included that mean something in JavaScript. */
export const valuesSchema: z.ZodType = z.unknown().superRefine((values, context) => {
  if (values === null || typeof values !== 'object' || Array.isArray(values)) {
    context.addIssue({ code: 'invalid_type', expected: 'record', input: values });
    return;
  }
  for (const [name, value] of Object.entries(values))
    for (const issue of valueSchema.safeParse(value).error?.issues ?? [])
      context.addIssue({ ...issue, path: [name, ...issue.path] } as never);
});

function formOf(value: unknown): z.ZodType | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  return Object.entries(FORMS).find(([key]) => Object.hasOwn(value, key))?.[1];
}

function describeWrong(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean')
    return "must be a string: write it in quotes; the parameter's type decides how it travels";
  return `must be a string, or an object with one of ${Object.keys(FORMS).join(', ')}`;
}
