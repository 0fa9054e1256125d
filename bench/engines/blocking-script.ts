import { check } from 'k6';
import http from 'k6/http';
import { fields, tokenCame, URL_PATH } from './script.js';

export { handleSummary } from './script.js';

/** The same load as `script.ts`, in k6's synchronous form. */
export default function (): void {
  check(http.post(`${__ENV.BENCH_URL}${URL_PATH}`, fields), tokenCame);
}
