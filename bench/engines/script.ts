import { check } from 'k6';
import http, { type RefinedResponse } from 'k6/http';
import { type GetTokenParameter, getToken } from '../../contracts/get-token/get-token.js';

/** The script both engines run: the eight fields of a GetToken call as a form, and a check of the answer. */
export const fields = {
  api_key: 'bench-key-0123456789abcdef',
  api_secret: 'bench-secret-0123456789abcdef',
  return_url: 'https://example.com/return?order=12',
  notify_url: 'https://example.com/notify',
  biz_no: 'order-2024-000001',
  comparison_type: '1',
  scene_id: '1',
  multi_oriented_detection: '1',
} satisfies { [name in GetTokenParameter]?: string };

export const URL_PATH = getToken.endpoint.path;

export const tokenCame = {
  'a token came': (answer: RefinedResponse<'text'>) => answer.status === 200 && answer.json('token') !== undefined,
};

export default async function (): Promise<void> {
  check(await http.asyncRequest('POST', `${__ENV.BENCH_URL}${URL_PATH}`, fields), tokenCame);
}

interface Values {
  readonly values: Readonly<Record<string, number>>;
}

/** What the bench reads, the same way from either engine. */
export function handleSummary({ metrics }: { metrics: Readonly<Record<string, Values>> }): Record<string, string> {
  const measured = {
    requests: metrics.http_reqs?.values.count ?? 0,
    perSecond: metrics.http_reqs?.values.rate ?? 0,
    failed: metrics.http_req_failed?.values.passes ?? 0,
    checked: metrics.checks?.values.passes ?? 0,
  };
  return { stdout: JSON.stringify(measured) };
}
