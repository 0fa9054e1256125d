// A small, right integration of the web liveness check, with Node alone: POST /checks begins a check and sends the user to the
// vendor's page, POST /notify and POST /return take its result, GET /checks/ID tells how it stands.
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const { PORT = '3000', FACEID_URL = 'https://api.megvii.com', FACEID_KEY, FACEID_SECRET } = process.env;
const here = process.env.PUBLIC_URL ?? `http://127.0.0.1:${PORT}`;
const THRESHOLD = '1e-4';
const TRIES = 4;
const TIMEOUT_MS = 4_000;

/** Checks by their serial number, `biz_no`: how each stands, and for whom it is. */
const checks = new Map();

/** Asks for a token; tries again where the vendor's page asks for it, and waits longer each time. */
async function getToken(user, bizNo) {
  const form = {
    api_key: FACEID_KEY,
    api_secret: FACEID_SECRET,
    comparison_type: '1',
    idcard_name: user.name,
    idcard_number: user.number,
    return_url: `${here}/return`,
    notify_url: `${here}/notify`,
    biz_no: bizNo,
    biz_extra_data: user.id,
  };
  for (let attempt = 1; ; attempt += 1) {
    const { status, json } = await post(`${FACEID_URL}/faceid/liveness/v2/get_token`, form);
    if (status === 200 && typeof json.token === 'string') return json.token;
    const error = String(json.error_message ?? `no answer of the API (status ${status})`);
    const again = error === 'INTERNAL_ERROR' || error === 'CONCURRENCY_LIMIT_EXCEEDED';
    if (!again || attempt === TRIES) throw new Error(error);
    await sleep(250 * 2 ** attempt);
  }
}

/** What is no JSON counts as an empty object: a gateway in between may answer anything. */
async function post(url, form) {
  const answer = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await answer.text();
  try {
    return { status: answer.status, json: Object(JSON.parse(text)) };
  } catch {
    return { status: answer.status, json: {} };
  }
}

/** Whether data is the vendor's: the signature is made over the very text that came. */
function isSigned(data, sign) {
  const right = createHash('sha1')
    .update(FACEID_SECRET + data, 'utf8')
    .digest();
  const given = Buffer.from(sign, 'hex');
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Whether the check passed: the person was alive, and is the one of the register. */
function passed({ liveness_result: liveness, verify_result: verify }) {
  const found = verify?.result_faceid;
  return liveness?.result === 'success' && found?.confidence >= found?.thresholds?.[THRESHOLD];
}

/** Takes what a callback tells; the first result of a check counts. */
function takeResult(form) {
  const data = form.get('data') ?? '';
  if (!isSigned(data, form.get('sign') ?? '')) return 'not signed';
  const result = JSON.parse(data);
  const check = checks.get(result.biz_no);
  if (check === undefined) return 'unknown';
  if (check.state === 'begun') check.state = passed(result) ? 'verified' : 'failed';
  return check.state;
}

const routes = {
  async 'POST /checks'(form, respond) {
    const bizNo = randomUUID();
    checks.set(bizNo, { state: 'begun' });
    const user = { id: form.get('user') ?? '', name: form.get('name') ?? '', number: form.get('number') ?? '' };
    try {
      const token = await getToken(user, bizNo);
      respond(303, '', { location: `${FACEID_URL}/faceid/liveness/v2/do?token=${encodeURIComponent(token)}` });
    } catch (error) {
      checks.get(bizNo).state = 'not begun';
      console.error(`no token for ${bizNo}: ${error.message}`);
      respond(502, 'The face check is not available now. Please try again later.');
    }
  },
  async 'POST /notify'(form, respond) {
    const state = takeResult(form);
    respond(state === 'not signed' ? 403 : 200, state);
  },
  async 'POST /return'(form, respond) {
    const verified = takeResult(form) === 'verified';
    respond(200, verified ? 'Thank you, we know that it is you.' : 'We could not confirm that it is you.');
  },
  async 'GET /health'(_form, respond) {
    respond(200, 'ready');
  },
};

createServer((request, response) => {
  const respond = (status, text, headers = {}) => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
    response.end(text);
  };
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const { pathname } = new URL(request.url, here);
    const [, bizNo] = /^\/checks\/([\w-]+)$/.exec(pathname) ?? [];
    if (request.method === 'GET' && checks.has(bizNo)) {
      respond(200, JSON.stringify({ state: checks.get(bizNo).state }), { 'content-type': 'application/json' });
      return;
    }
    const route = routes[`${request.method} ${pathname}`];
    if (route === undefined) respond(404, 'not here');
    else
      route(new URLSearchParams(Buffer.concat(chunks).toString('utf8')), respond).catch((error) => {
        console.error(error.message);
        respond(500, 'Something went wrong.');
      });
  });
}).listen(Number(PORT), '127.0.0.1', () => console.log(`ready at ${here}`));
