import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { contracts } from '../../contracts/index.js';
import { openApi } from './openapi.js';

const info = { title: 'GetToken', version: '1', description: '' };
const document = openApi(contracts, info) as unknown as {
  paths: Record<
    string,
    Record<string, { responses: Record<string, never>; requestBody: { content: Record<string, { schema: never }> } }>
  >;
};
const getToken = document.paths['/faceid/liveness/v2/get_token']!.post!;

describe('OpenAPI of the contracts', () => {
  it('is valid by a public validator', async () => {
    const { valid, errors } = await new Validator().validate(
      structuredClone(document) as unknown as Record<string, unknown>,
    );
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  });

  it('has every endpoint that is called', () => {
    expect(Object.keys(document.paths)).toEqual(contracts.flatMap(({ endpoint }) => endpoint?.path ?? []));
  });

  it('states limits, values and conditions of the parameters', () => {
    expect(getToken.requestBody.content['multipart/form-data']!.schema).toMatchObject({
      properties: {
        comparison_type: { enum: ['1', '0', '-1'] },
        biz_no: { maxLength: 128, 'x-max-bytes': 128 },
        idcard_number: { minLength: 18, maxLength: 18, 'x-holds': 'identity number' },
        api_secret: { format: 'password' },
      },
      required: expect.arrayContaining(['api_key', 'biz_no']),
      allOf: expect.arrayContaining([
        {
          if: { properties: { comparison_type: { enum: ['1'] } }, required: ['comparison_type'] },
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
          then: { required: ['idcard_name'] },
        },
      ]),
    });
    expect(getToken.requestBody.content['application/x-www-form-urlencoded']!.schema).not.toHaveProperty(
      'properties.image_ref1',
    );
  });

  it('has an example of each documented error', () => {
    expect(getToken.responses['400']).toHaveProperty(
      'content.application/json.examples.MISSING_ARGUMENTS.value.error_message',
      'MISSING_ARGUMENTS: api_key',
    );
    expect(Object.keys(getToken.responses)).toEqual(['200', '400', '403', '404', '500', 'default']);
  });
});
