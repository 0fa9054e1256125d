import { check, group } from 'k6';
import { SharedArray } from 'k6/data';
import http from 'k6/http';
import { Counter, Rate, Trend } from 'k6/metrics';
import { fields, tokenCame, URL_PATH } from './script.js';

export { handleSummary } from './script.js';

/** A script as people write them: users from a list, steps in groups, tags, measures and thresholds of its own. */
export const options = {
  thresholds: { http_req_failed: ['rate<0.5'], 'http_req_duration{step:again}': ['p(95)<60000'], came: ['rate>0.5'] },
};

interface User {
  readonly order: string;
  readonly scene: number;
}

const users = new SharedArray<User>('users', () =>
  Array.from({ length: 500 }, (_, place) => ({ order: `order-2024-${100_000 + place}`, scene: place % 4 })),
);
const came = new Rate('came');
const took = new Trend('took', true);
const asked = new Counter('asked');

function ask(user: User, step: string): void {
  const body = { ...fields, biz_no: user.order, scene_id: String(user.scene) };
  const params = { headers: { 'X-Step': step }, tags: { step, scene: String(user.scene) } };
  const answer = http.post(`${__ENV.BENCH_URL}${URL_PATH}`, body, params);
  asked.add(1, { step });
  took.add(answer.timings.waiting);
  came.add(check(answer, tokenCame));
}

export default function (): void {
  const user = users[(__VU * 7 + __ITER) % users.length]!;
  group('first', () => ask(user, 'first'));
  group('again', () => {
    for (const step of ['again', 'last']) ask(user, step);
  });
}
