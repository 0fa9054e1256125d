import { describe, expect, it } from 'vitest';
import { refusalOf } from './page.js';

describe('an answer that counts as a refusal', () => {
  it.each([
    // status  body                                                                   how it is named
    [403, '{"error_message":"TOKEN_USED","request_id":"1"}', '403 TOKEN_USED'],
    [400, '<title>This link was already used</title>', '400 "This link was already used"'],
    [410, '', '410'],
    [200, '{"error_message": "INVALID_TOKEN"}', '200 INVALID_TOKEN'],
    [200, '<pre>{"error_message":"TOKEN_EXPIRED"}</pre>', '200 TOKEN_EXPIRED'],
    [200, '<title>Face check</title>', ''],
    [200, '<script>if (answer["error_message"]) show(answer.error_message)</script>', ''],
    [200, '{"error_message":""}', ''],
  ])('%i %s', (status, body, named) => {
    expect(refusalOf(status, body)).toBe(named);
  });
});
