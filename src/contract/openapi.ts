import type { AnswerField, Contract, Endpoint, ErrorCode, FieldType, Parameter } from './types.js';

/** A JSON object, for a document of OpenAPI. */
type Json = Readonly<Record<string, unknown>>;

/** What is written over the document. */
export interface OpenApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

/**
 * OpenAPI 3.1 of every contract that is called: parameters with their limits and conditions, the answer, each documented error
 * with an example, and the rules as `x-rules`. A limit in bytes stands as `maxLength` (a character has at least one byte) and,
 * exactly, as `x-max-bytes`. Where a page says nothing, other answers are allowed (`default`).
 */
export function openApi(contracts: readonly Contract[], info: OpenApiInfo): Json {
  const called = contracts.flatMap((contract) =>
    contract.endpoint === null ? [] : [{ ...contract, endpoint: contract.endpoint }],
  );
  const servers = [...new Set(called.map(({ endpoint }) => endpoint.productionUrl ?? ''))].filter((url) => url !== '');
  const paths: Record<string, Record<string, Json>> = {};
  for (const contract of called) {
    const { path, method } = contract.endpoint;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(contract) };
  }
  return { openapi: '3.1.0', info, servers: servers.map((url) => ({ url })), paths };
}

function operation(contract: Contract & { readonly endpoint: Endpoint }): Json {
  const { id, name, endpoint, parameters, rules } = contract;
  const request =
    endpoint.sends === 'query'
      ? { parameters: parameters.map(queryParameter) }
      : { requestBody: { required: true, content: bodies(endpoint, parameters) } };
  return {
    operationId: id,
    summary: name,
    ...request,
    responses: responses(contract),
    'x-rules': rules.map(({ id, standing, text, outcome }) => ({ id, standing, text, outcome })),
  };
}

function queryParameter(parameter: Parameter): Json {
  const { name, required, description } = parameter;
  return {
    name,
    in: 'query',
    required: required === 'always',
    ...(description === undefined ? {} : { description }),
    schema: schemaOf(parameter, false),
  };
}

function bodies({ sends }: Endpoint, parameters: readonly Parameter[]): Json {
  const schema = objectOf(parameters);
  if (sends === 'json') return { 'application/json': { schema } };
  const withFiles = { 'multipart/form-data': { schema } };
  // A form without files may be sent either way.
  const plain = parameters.filter(({ type }) => type !== 'file');
  return { ...withFiles, 'application/x-www-form-urlencoded': { schema: objectOf(plain) } };
}

function objectOf(parameters: readonly Parameter[]): Json {
  const conditions = parameters.flatMap(({ name, required }) =>
    typeof required === 'string'
      ? []
      : [
          {
            if: {
              properties: { [required.with]: { enum: required.values } },
              required: [required.with],
            },
            // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
            then: { required: [name] },
          },
        ],
  );
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map((one) => [one.name, schemaOf(one, true)])),
    required: parameters.filter(({ required }) => required === 'always').map(({ name }) => name),
    ...(conditions.length === 0 ? {} : { allOf: conditions }),
  };
}

function schemaOf(
  { type, values, defaultValue, limit, exactCharacters, description, holds }: Parameter,
  described: boolean,
): Json {
  if (type === 'file')
    return {
      type: 'string',
      contentMediaType: 'application/octet-stream',
      ...(described && description !== undefined ? { description } : {}),
    };
  return {
    type,
    ...(described && description !== undefined ? { description } : {}),
    ...(values === undefined ? {} : { enum: values }),
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
    ...(limit === undefined ? {} : { maxLength: limit.max }),
    ...(limit?.unit === 'bytes' ? { 'x-max-bytes': limit.max } : {}),
    ...(exactCharacters === undefined ? {} : { minLength: exactCharacters, maxLength: exactCharacters }),
    ...(holds === 'secret' ? { format: 'password' } : {}),
    ...(holds === undefined ? {} : { 'x-holds': holds }),
  };
}

function responses(contract: Contract): Json {
  const { answer, errors } = contract;
  const byStatus = new Map<number, ErrorCode[]>();
  for (const error of errors) byStatus.set(error.status, [...(byStatus.get(error.status) ?? []), error]);
  const failed = [...byStatus].map(([status, own]) => [
    String(status),
    {
      description: own.map(({ code, meaning }) => (meaning === undefined ? code : `${code}: ${meaning}`)).join('; '),
      content: {
        'application/json': { schema: answerSchema(answer.fields, 'on-failure'), ...examplesOf(own, contract) },
      },
    },
  ]);
  return {
    '200': {
      description: answer.success.text,
      content: { 'application/json': { schema: answerSchema(answer.fields, 'on-success') } },
    },
    ...Object.fromEntries(failed),
    default: { description: 'What the page does not tell' },
  };
}

/** What each documented failure looks like, where the error is one string. */
function examplesOf(errors: readonly ErrorCode[], { answer, parameters }: Contract): Json {
  const { error: notation, fields } = answer;
  if (notation.kind !== 'message') return {};
  const argumentOf = ({ argument }: ErrorCode): string => {
    if (argument === undefined || argument === 'none' || argument === 'optional-parameter') return '';
    return argument === 'parameter' ? (parameters[0]?.name ?? '') : argument[0]!;
  };
  const always = fields.filter(({ present, name }) => present === 'always' && name !== notation.field);
  const example = (error: ErrorCode): Json => {
    const argument = argumentOf(error);
    const message =
      argument === '' ? error.code : `${error.code}${notation.separator}${error.spaced ? ' ' : ''}${argument}`;
    return { ...Object.fromEntries(always.map(({ name, type }) => [name, SAMPLE[type]])), [notation.field]: message };
  };
  return { examples: Object.fromEntries(errors.map((error) => [error.code, { value: example(error) }])) };
}

const SAMPLE: Readonly<Record<FieldType, unknown>> = {
  string: 'a string',
  integer: 12,
  number: 12.5,
  boolean: true,
  object: {},
  array: [],
  'object or null': null,
};

/** The fields of one kind of answer; a field inside another is told in the description of the outer one. */
function answerSchema(fields: readonly AnswerField[], when: 'on-success' | 'on-failure'): Json {
  const own = fields.filter(
    ({ name, present }) => !name.includes('.') && (present === 'always' || present === 'sometimes' || present === when),
  );
  return {
    type: 'object',
    properties: Object.fromEntries(
      own.map(({ name, type, description }) => [
        name,
        {
          type: type === 'object or null' ? ['object', 'null'] : type,
          ...(description === undefined ? {} : { description }),
        },
      ]),
    ),
    required: own.filter(({ present }) => present !== 'sometimes').map(({ name }) => name),
  };
}
