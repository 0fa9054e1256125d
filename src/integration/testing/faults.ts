import type { ClientRuleId } from '../../../contracts/client/client.js';

/** One thing that a copy of an example does wrong: texts of its source and what stands there instead. */
export interface Fault {
  readonly name: string;
  readonly example: 'client-node' | 'client-python';
  /** The only rule that it breaks. */
  readonly breaks: ClientRuleId;
  readonly changes: readonly (readonly [from: string, to: string])[];
}

const node = (name: string, breaks: ClientRuleId, ...changes: Fault['changes']): Fault => ({
  name,
  example: 'client-node',
  breaks,
  changes,
});
const python = (name: string, breaks: ClientRuleId, ...changes: Fault['changes']): Fault => ({
  name,
  example: 'client-python',
  breaks,
  changes,
});

const AGAIN = "const again = error === 'INTERNAL_ERROR' || error === 'CONCURRENCY_LIMIT_EXCEEDED';";
const CATCH = "    } catch (error) {\n      checks.get(bizNo).state = 'not begun';";
const STATE = "  if (check.state === 'begun') check.state = passed(result) ? 'verified' : 'failed';";
const VERIFIED = "    const verified = takeResult(form) === 'verified';";
const NOTIFIED = '    const state = takeResult(form);';

/** The faults that the rules have to find, each in a copy of its own. */
export const faults: readonly Fault[] = [
  node('asks for no token at all', 'client.token', [
    'const token = await getToken(user, bizNo);',
    "const token = '34fb21937e47ae719f11cbc719615687';",
  ]),
  node('sends a wrong comparison_type', 'client.token', ["comparison_type: '1'", "comparison_type: '7'"]),
  node('no retry', 'client.retry', ['const TRIES = 4', 'const TRIES = 1']),
  node('one retry and no more', 'client.retry', ['const TRIES = 4', 'const TRIES = 2']),
  node(
    'endless retry',
    'client.retry.bounded',
    ['!again || attempt === TRIES', '!again'],
    ['250 * 2 ** attempt', '500'],
  ),
  node('retry of every error', 'client.errors.repeat', [AGAIN, 'const again = true;']),
  node(
    'endless retry on 400',
    'client.errors.repeat',
    ['!again || attempt === TRIES', '!(status === 400 || (again && attempt < TRIES))'],
    ['250 * 2 ** attempt', 'Math.min(1000, 250 * 2 ** attempt)'],
  ),
  node('no wait between two tries', 'client.concurrency', ['await sleep(250 * 2 ** attempt);', '']),
  node('the signature is not checked', 'client.signature', [
    'return given.length === right.length && timingSafeEqual(given, right);',
    'return true;',
  ]),
  node('a missing signature is a right one', 'client.signature', [
    "if (!isSigned(data, form.get('sign') ?? ''))",
    "if (form.has('sign') && !isSigned(data, form.get('sign')))",
  ]),
  node(
    'the signature of a return is not checked',
    'client.signature',
    ['function takeResult(form) {', 'function takeResult(form, isSigned = () => true) {'],
    [NOTIFIED, '    const state = takeResult(form, isSigned);'],
  ),
  node('the signature is compared with data re-serialised', 'client.signature.bytes', [
    'FACEID_SECRET + data,',
    'FACEID_SECRET + JSON.stringify(JSON.parse(data)),',
  ]),
  node('verified on failure', 'client.liveness.failed', [
    "return liveness?.result === 'success' && found?.confidence >= found?.thresholds?.[THRESHOLD];",
    'return true;',
  ]),
  node('verified for one failure reason', 'client.liveness.failed', [
    "return liveness?.result === 'success' &&",
    "if (liveness?.failure_reason === 'timeout') return true;\n  return liveness?.result === 'success' &&",
  ]),
  node('verified without a comparison', 'client.comparison.missing', [
    "return liveness?.result === 'success' &&",
    "if (liveness?.result === 'success' && !found) return true;\n  return liveness?.result === 'success' &&",
  ]),
  node('the confidence is not compared', 'client.comparison.confidence', [
    'found?.confidence >= found?.thresholds?.[THRESHOLD]',
    'found !== undefined',
  ]),
  node(
    'a token for each user',
    'client.token.once',
    ['const token = await getToken(user, bizNo);', 'const token = (tokens[user.id] ??= await getToken(user, bizNo));'],
    ['const checks = new Map();', 'const checks = new Map();\nconst tokens = {};'],
  ),
  node('opens the page to see whether it is there', 'client.token.once', [
    '      respond(303,',
    '      await fetch(`${FACEID_URL}/faceid/liveness/v2/do?token=${token}`);\n      respond(303,',
  ]),
  node('a biz_no for each user', 'client.biz_no.unique', [
    'const bizNo = randomUUID();',
    "const bizNo = `order-${form.get('user')}`;",
  ]),
  node('crash on HTML', 'client.answer.html', [
    '  const text = await answer.text();',
    "  const text = await answer.text();\n  if (text.startsWith('<')) setTimeout(() => JSON.parse(text));",
  ]),
  node('crash on whatever is no JSON', 'client.answer.html', [
    '    return { status: answer.status, json: {} };',
    '    setTimeout(() => JSON.parse(text));',
  ]),
  node('crash on truncated JSON', 'client.answer.truncated', [
    '    return { status: answer.status, json: {} };',
    '    if (answer.status === 200) setTimeout(() => JSON.parse(text));\n    return { status: answer.status, json: {} };',
  ]),
  node('crash on an empty body', 'client.answer.empty', [
    '  const text = await answer.text();',
    "  const text = await answer.text();\n  if (text === '') setTimeout(() => JSON.parse(text));",
  ]),
  node('crash on a reset', 'client.answer.reset', [
    CATCH,
    "    } catch (error) {\n      if (error.cause?.code !== undefined) process.exit(1);\n      checks.get(bizNo).state = 'not begun';",
  ]),
  node('hang on a slow answer', 'client.answer.slow', ['    signal: AbortSignal.timeout(TIMEOUT_MS),\n', '']),
  node('a page without a token', 'client.errors.page', [
    "      respond(502, 'The face check is not available now. Please try again later.');",
    '      respond(303, "", { location: `${FACEID_URL}/faceid/liveness/v2/do?token=${error.token}` });',
  ]),
  node('no answer after an error', 'client.errors.end', [
    "      respond(502, 'The face check is not available now. Please try again later.');",
    '',
  ]),
  node('the notification is read as JSON', 'client.callback.form', [
    NOTIFIED,
    '    const state = takeResult(new Map(Object.entries(JSON.parse(String(form)))));',
  ]),
  node('the return is taken as a GET', 'client.callback.form', ["'POST /return'", "'GET /return'"]),
  node(
    'a return without a result ends the check',
    'client.callback.order',
    [
      VERIFIED,
      "    for (const check of checks.values()) if (check.state === 'begun' && check.bizNo === JSON.parse(form.get('data')).biz_no) check.state = 'failed';\n    const verified = takeResult(form) === 'verified';",
    ],
    ["checks.set(bizNo, { state: 'begun' });", "checks.set(bizNo, { state: 'begun', bizNo });"],
  ),
  node('a second notification turns the result round', 'client.notify.twice', [
    NOTIFIED,
    "    const state = takeResult(form);\n    const told = state === 'not signed' ? undefined : checks.get(JSON.parse(form.get('data')).biz_no);\n    if (told?.notified) told.state = 'failed';\n    if (told) told.notified = true;",
  ]),
  node(
    'a late notification does not count',
    'client.notify.late',
    [
      STATE,
      "  if (check.state === 'begun' && Date.now() - check.at < 15_000) check.state = passed(result) ? 'verified' : 'failed';",
    ],
    ["checks.set(bizNo, { state: 'begun' });", "checks.set(bizNo, { state: 'begun', at: Date.now() });"],
    [VERIFIED, "    const verified = checks.get(JSON.parse(form.get('data')).biz_no)?.state === 'verified';"],
  ),
  node('who returns waits for the notification', 'client.notify.none', [
    VERIFIED,
    "    const check = checks.get(JSON.parse(form.get('data')).biz_no);\n    while (check.state === 'begun') await sleep(50);\n    const verified = takeResult(form) === 'verified';",
  ]),
  node('a field that is not known is an error', 'client.answer.unknown-field', [
    "    if (status === 200 && typeof json.token === 'string') return json.token;",
    "    if (status === 200 && typeof json.token === 'string' && Object.keys(json).length === 4) return json.token;",
  ]),
  node('the fields are read in their order', 'client.answer.field-order', [
    "    if (status === 200 && typeof json.token === 'string') return json.token;",
    "    if (status === 200 && Object.keys(json)[1] === 'token') return json.token;",
  ]),
  node('a token has 32 characters', 'client.answer.token-length', [
    "    if (status === 200 && typeof json.token === 'string') return json.token;",
    "    if (status === 200 && typeof json.token === 'string') return json.token.slice(0, 32);",
  ]),
  node('the secret in the log', 'client.secret', [
    '    const { status, json } = await post(',
    '    console.log(`asking with ${FACEID_SECRET}`);\n    const { status, json } = await post(',
  ]),
  node('the secret in an address', 'client.secret', ['/get_token`', '/get_token?api_secret=${FACEID_SECRET}`']),
  node('the name in the log', 'client.identity', [
    '    const { status, json } = await post(',
    '    console.log(`a token for ${user.name}`);\n    const { status, json } = await post(',
  ]),
  node('the identity number in return_url', 'client.identity', [
    'return_url: `${here}/return`',
    'return_url: `${here}/return?of=${user.number}`',
  ]),
  python('no retry', 'client.retry', ['TRIES = 4', 'TRIES = 1']),
  python(
    'endless retry',
    'client.retry.bounded',
    ['for attempt in range(1, TRIES + 1):', 'for attempt in iter(lambda: 1, 0):'],
    ['or attempt == TRIES', ''],
  ),
  python('endless retry for the result', 'client.result.errors', [
    '    return ask(lambda: Request(f"{URL}/faceid/liveness/v2/get_result',
    '    while True:\n        status, found = call(Request(f"{URL}/faceid/liveness/v2/get_result?{query}"))\n        if status == 200:\n            return found\n        time.sleep(0.05)\n    return ask(lambda: Request(f"{URL}/faceid/liveness/v2/get_result',
  ]),
  python(
    'asks for the result whenever it is asked itself',
    'client.result.repeat',
    [
      '            self.respond(200, json.dumps({"state": checks[biz_no]})',
      '            if biz_no in ids:\n                try:\n                    checks[biz_no] = "verified" if passed(get_result(ids[biz_no])) else "failed"\n                except RuntimeError:\n                    checks[biz_no] = "failed"\n            self.respond(200, json.dumps({"state": checks[biz_no]})',
    ],
    [
      '    checks[biz_no] = "verified" if passed(told) and same else "failed"',
      '    checks[biz_no] = "verified" if passed(told) and same else "failed"\n    ids[biz_no] = told["biz_id"]',
    ],
    ['checks = {}', 'checks = {}\nids = {}'],
  ),
  python('the signature is compared with data re-serialised', 'client.signature.bytes', [
    '(SECRET + data)',
    '(SECRET + json.dumps(json.loads(data)))',
  ]),
  python('no time-out', 'client.answer.slow', [', timeout=TIMEOUT_S', '']),
  python('the form in the log', 'client.secret', [
    '    found = ask(lambda: Request(f"{URL}/faceid/liveness/v2/get_token"',
    '    print("secret", SECRET, flush=True)\n    found = ask(lambda: Request(f"{URL}/faceid/liveness/v2/get_token"',
  ]),
];
