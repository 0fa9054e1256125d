import { describe, expect, test } from 'vitest';
import { outcomeOf } from './outcome.js';

const error = (text: string) => JSON.stringify({ request_id: 'r', time_used: 3, error_message: text });

describe('what becomes of a request', () => {
  test.each([
    // status, body, k6 error code, outcome
    [200, '{"request_id":"r","time_used":5,"token":"t","expired_time":1}', 0, { kind: 'ok', timeUsedMs: 5 }],
    [200, '{"request_id":"r","token":"t"}', 0, { kind: 'ok', timeUsedMs: undefined }],
    [200, '{"request_id":"r","time_used":-5,"token":"t"}', 0, { kind: 'ok', timeUsedMs: undefined }],
    [403, error('CONCURRENCY_LIMIT_EXCEEDED'), 1403, { kind: 'refused' }],
    // Only that code with that status is the concurrency limit.
    [403, error('AUTHORIZATION_ERROR:Denied.'), 1403, { kind: 'rejected', what: '403 AUTHORIZATION_ERROR' }],
    [403, '<html>Forbidden</html>', 1403, { kind: 'garbled', what: "403 with a body that is not the API's" }],
    [429, error('CONCURRENCY_LIMIT_EXCEEDED'), 1429, { kind: 'rejected', what: '429 CONCURRENCY_LIMIT_EXCEEDED' }],
    [429, 'slow down', 1429, { kind: 'rejected', what: '429' }],
    [503, error('CONCURRENCY_LIMIT_EXCEEDED'), 1503, { kind: 'server-error', what: '503 CONCURRENCY_LIMIT_EXCEEDED' }],
    [500, error('INTERNAL_ERROR'), 1500, { kind: 'server-error', what: '500 INTERNAL_ERROR' }],
    [502, '<html>Bad gateway</html>', 1502, { kind: 'server-error', what: '502' }],
    [200, '<html>Welcome</html>', 0, { kind: 'garbled', what: "200 with a body that is not the API's" }],
    [200, '{"request_id":"r"', 0, { kind: 'garbled', what: "200 with a body that is not the API's" }],
    [200, '', 0, { kind: 'garbled', what: "200 with a body that is not the API's" }],
    [0, '', 1050, { kind: 'unanswered', what: 'timeout' }],
    [0, '', 1212, { kind: 'unanswered', what: 'connection refused' }],
    [0, '', 1220, { kind: 'unanswered', what: 'connection reset' }],
    [0, '', 1701, { kind: 'garbled', what: 'an answer that cannot be unpacked' }],
    [0, '', 1702, { kind: 'garbled', what: 'an answer that is too large' }],
    [0, '', 1000, { kind: 'unanswered', what: 'no answer (1000)' }],
  ])('status %d, body %s: %#', (status, body, code, outcome) => {
    expect(outcomeOf(status, body, code)).toEqual(outcome);
  });
});
