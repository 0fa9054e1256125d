import { setTimeout as sleep } from 'node:timers/promises';
import { prepareAnswer } from '../emulator/double/answer-spec.js';
import type { Double } from '../emulator/double/double.js';
import type { TellOptions } from '../emulator/double/telling.js';
import { LIVENESS_PAGE_PATH } from '../emulator/endpoints/liveness/paths.js';
import { isLoopbackHost } from '../network/loopback.js';
import { sayOfClient as say } from '../sayings/client.js';
import { ask } from './ask.js';
import { askDone, type Driven, driveOnce, type Surroundings } from './drive.js';
import { findPage } from './find-page.js';
import { type Ledger, type Track, VISITOR_HEADER } from './ledger.js';
import type { Observation, Pilot, PostedStep } from './observation.js';
import type { Known } from './placeholders.js';
import type { Row, Step, Walk } from './rows.js';
import type { ClientSettings } from './settings.js';

/** What a check is run with. */
export interface RowParts {
  readonly settings: ClientSettings;
  readonly emulator: Double;
  readonly ledger: Ledger;
  readonly around: Surroundings;
  readonly pilot: Pilot;
  /** What each check brings along: texts for `{unique}`, `{name}` and `{idcard_number}`. */
  readonly newUser: () => Known;
  /** How the app has ended; empty as long as it runs. */
  readonly appEnded: () => string;
  /** Resolves as soon as the app has answered again or has ended; at once where this program has not started it. */
  readonly appSettled: () => Promise<void>;
  /** Aborted when the run is interrupted. */
  readonly stopping: AbortSignal;
  /** Called as soon as the request for the token has come, or nothing more is to be waited for. */
  readonly onRequest: () => void;
}

const GRACE_MS = 2_000;
const LOOK_EVERY_MS = 25;
/** An app that answers nothing more is not waited for longer: it is judged by what it did. */
const SETTLE_WITHIN_MS = 20_000;
/** An app that answers before it asks for a token. */
const LATER_REQUEST_MS = 5_000;
/** What is posted next does not wait longer for the answer to what was posted before. */
const POSTING_MS = 1_000;
/** Time in which "at once" would have shown. */
const QUIET_MS = 1_500;
/** Time in which an app that believes something wrong would have said so. */
const BELIEVES_MS = 1_000;
const DONE_EVERY_MS = 100;

/** Begins one check, answers and ends it as its row says, and tells what was seen. */
export async function runRow(row: Row, parts: RowParts): Promise<Observation> {
  const user = parts.newUser();
  const first = await runCheck(row, parts, user, []);
  if (row.expects !== 'again') return first;
  const second = await runCheck({ ...row, walk: undefined }, parts, user, first.tokens);
  return { ...first, second };
}

async function runCheck(
  row: Row,
  parts: RowParts,
  user: Known,
  earlierTokens: readonly string[],
): Promise<Observation> {
  const { settings, emulator, ledger, around, stopping } = parts;
  const beganMs = performance.now();
  const track = ledger.open({
    unique: user.unique!,
    getToken: row.getToken.map(({ answer, times }) => ({
      answer: prepareAnswer(withOwnToken(answer, user.unique!)),
      times,
    })),
    getResult: row.getResult.map(({ answer, times }) => ({ answer: prepareAnswer(answer), times })),
  });
  const deadlineMs = settings.limits.seconds * 1000 + GRACE_MS;
  let driven: Driven | undefined;
  const driving = driveOnce(settings.drive, user, deadlineMs, around, isPageAddress).then((end) => {
    driven = end;
    return end;
  });
  const until = (held: () => boolean, withinMs: number) =>
    waitUntil(() => held() || parts.appEnded() !== '' || stopping.aborted, withinMs);

  await until(() => askedFor(track) > 0 || driven !== undefined, deadlineMs);
  if (
    askedFor(track) === 0 &&
    driven !== undefined &&
    driven.status > 0 &&
    driven.status < 400 &&
    earlierTokens.length === 0
  )
    await until(() => askedFor(track) > 0, LATER_REQUEST_MS);
  parts.onRequest();
  await until(() => driven !== undefined, deadlineMs);
  const drive = driven ?? (parts.appEnded() === '' && !stopping.aborted ? await driving : NO_DRIVE(beganMs));
  await quiet(row, track, parts, until);
  if (row.walk === undefined) {
    let settled = false;
    void parts.appSettled().then(() => {
      settled = true;
    });
    await until(() => settled, SETTLE_WITHIN_MS);
  }

  const known: { [name: string]: string } = { ...user, ...tokenOf(track), ...fieldsOf(drive) };
  const posted: PostedStep[] = [];
  let verified: Observation['verified'] = null;
  let doneFailed = '';
  const token = track.tokens.at(-1);
  if (row.walk !== undefined && token !== undefined && !stopping.aborted) {
    await openPage(emulator, token);
    try {
      await walk(row.walk, token, drive, track, parts, posted);
      // Whoever asks "done" may make the client ask for the result; what it does by itself is to be counted.
      if (row.expects === 'result errors') await quietResults(track, settings.limits, until);
      else if (settings.done !== undefined) ({ verified, doneFailed } = await watchDone(row, known, parts));
    } catch (error) {
      // The app has used the token up itself; who opens what is judged by itself.
      doneFailed = (error as Error).message;
    }
  }
  ledger.close(track);
  const endedMs = performance.now();
  return {
    beganMs,
    endedMs,
    drive,
    calls: track.calls,
    tokens: track.tokens,
    page: findPage(drive.seen, [...track.tokens, ...earlierTokens], settings.drive.open),
    posted,
    verified,
    doneFailed,
    appEnded: parts.appEnded(),
    output: around.output.lines.filter(({ atMs }) => atMs >= beganMs && atMs <= endedMs),
    second: undefined,
  };
}

const NO_DRIVE = (beganMs: number): Driven => ({
  status: 0,
  error: say('ended'),
  ms: performance.now() - beganMs,
  excerpt: '',
  seen: [],
  cookies: '',
});

function askedFor(track: Track): number {
  return track.calls.filter(({ call }) => call.kind === 'get-token').length;
}

/** A token that an answer makes up is one of its own for every check. */
function withOwnToken(answer: Row['getToken'][number]['answer'], unique: string): typeof answer {
  if (typeof answer === 'string' || typeof answer.fields?.token !== 'string') return answer;
  const { length } = answer.fields.token;
  return { ...answer, fields: { ...answer.fields, token: unique.padEnd(length, '0').slice(-length) } };
}

/** Waits as long as more requests may be on their way, as the row wants to see them. */
async function quiet(
  row: Row,
  track: Track,
  { settings }: RowParts,
  until: (held: () => boolean, withinMs: number) => Promise<void>,
): Promise<void> {
  const { limits } = settings;
  const asked = () => track.calls.filter(({ call }) => call.kind === 'get-token');
  const lastMs = () => Math.max(0, ...asked().map(({ call, answeredAtMs }) => answeredAtMs ?? call.atMs));
  const beganMs = asked()[0]?.call.atMs ?? performance.now();
  switch (row.expects) {
    case 'ends': {
      const began = performance.now();
      await until(
        () => performance.now() - Math.max(began, lastMs()) > QUIET_MS || asked().length > limits.tries,
        limits.seconds * 1000,
      );
      return;
    }
    case 'retried':
    case 'waits':
      // One that answers first and asks later.
      await until(
        () =>
          track.tokens.length > 0 || performance.now() - lastMs() > pauseAfter(asked().map(({ call }) => call.atMs)),
        limits.seconds * 1000,
      );
      return;
    case 'gives up':
    case 'survives': {
      const over = () => asked().length > limits.tries || track.tokens.length > 0;
      const tooLong = limits.seconds * 2000;
      await until(
        () =>
          over() ||
          performance.now() - lastMs() > pauseAfter(asked().map(({ call }) => call.atMs)) ||
          performance.now() - beganMs > tooLong,
        tooLong,
      );
      return;
    }
    default:
      if (row.walk !== undefined) await until(() => track.tokens.length > 0, asked().length > 0 ? LATER_REQUEST_MS : 0);
  }
}

/** Waits as long as more requests for the result may be on their way. */
async function quietResults(
  track: Track,
  { seconds, tries }: ClientSettings['limits'],
  until: (held: () => boolean, withinMs: number) => Promise<void>,
): Promise<void> {
  const began = performance.now();
  const times = () => track.calls.filter(({ call }) => call.kind === 'get-result').map(({ call }) => call.atMs);
  const lastMs = () => times().at(-1) ?? began;
  await until(() => times().length > tries || performance.now() - lastMs() > pauseAfter(times()), seconds * 1000);
}

/** After a pause twice as long as the longest one before, and a second more, nothing is to come. */
function pauseAfter(times: readonly number[]): number {
  const longest = Math.max(0, ...times.slice(1).map((time, index) => time - times[index]!));
  return Math.max(2_000, 2 * longest + 1_000);
}

async function waitUntil(held: () => boolean, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!held() && performance.now() < deadline) await sleep(LOOK_EVERY_MS);
}

function isPageAddress(address: string): boolean {
  return URL.canParse(address) && new URL(address).pathname === LIVENESS_PAGE_PATH;
}

async function openPage({ url }: Double, token: string): Promise<void> {
  const headers = { [VISITOR_HEADER]: '1', accept: 'text/html' };
  await ask({
    method: 'GET',
    url: `${url}${LIVENESS_PAGE_PATH}?token=${encodeURIComponent(token)}`,
    headers,
    body: undefined,
    deadlineMs: 5_000,
  });
}

async function walk(
  plan: Walk,
  token: string,
  drive: Driven,
  track: Track,
  parts: RowParts,
  posted: PostedStep[],
): Promise<void> {
  const { emulator, pilot, stopping } = parts;
  const session = emulator.check(token);
  track.bizIds.add(session.bizId);
  const changes = plan.comparison === undefined ? undefined : comparisonOf(plan.comparison, track);
  if (plan.outcome !== 'open') emulator.end(token, plan.outcome, changes);
  const returned: Promise<unknown>[] = [];
  for (const step of plan.steps) {
    if (stopping.aborted || parts.appEnded() !== '') break;
    if (step.do === 'pause') {
      await sleep(step.ms, undefined, { signal: stopping }).catch(() => undefined);
      continue;
    }
    const how = { spaced: pilot.spaced, ...(changes === undefined ? {} : { changes }), ...step.how };
    const posting = post(step, token, drive, how, parts).then((done) => posted.push(done));
    returned.push(posting);
    // A user who waits for a page keeps nobody from notifying.
    await Promise.race([posting, sleep(POSTING_MS, undefined, { ref: false })]);
  }
  await Promise.all(returned);
}

async function post(
  step: Extract<Step, { do: 'notify' | 'return' }>,
  token: string,
  drive: Driven,
  how: TellOptions,
  { emulator, settings }: RowParts,
): Promise<PostedStep> {
  const atMs = performance.now();
  if (step.do === 'notify')
    return { via: 'notify', atMs, location: '', ...(await emulator.post(token, 'notify', how)) };
  const { returnUrl } = emulator.check(token).grant;
  if (!URL.canParse(returnUrl) || !isLoopbackHost(new URL(returnUrl).hostname))
    return {
      via: 'return',
      atMs,
      status: 0,
      reason: say('notHere', { url: returnUrl }),
      location: '',
    };
  const { data, sign } = emulator.told(token, 'return', how);
  const answer = await ask({
    method: 'POST',
    url: returnUrl,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
      ...(drive.cookies === '' ? {} : { cookie: drive.cookies }),
    },
    body: new URLSearchParams(sign === undefined ? { data } : { data, sign }).toString(),
    deadlineMs: settings.limits.seconds * 1000,
  });
  return { via: 'return', atMs, status: answer.status, reason: answer.error, location: answer.headers.location ?? '' };
}

/** What is told of the comparison in place of one that passed, in the shape that the request has asked for. */
function comparisonOf(kind: NonNullable<Walk['comparison']>, track: Track): Readonly<Record<string, unknown>> {
  if (kind === 'null') return { verify_result: null };
  if (kind === 'error') return { verify_result: { error: 'VERIFY_API_FAILED' } };
  const low = { confidence: 12.3, thresholds: { '1e-3': 62.169, '1e-4': 69.315, '1e-5': 74.399 } };
  const asked = track.calls.findLast(({ call }) => call.kind === 'get-token')?.call;
  const refs = (asked?.photos ?? []).map(({ name }) => [name.replace('image_ref', 'result_ref'), low] as const);
  return {
    verify_result: {
      ...(asked?.fields.comparison_type === '1' ? { result_faceid: low } : {}),
      ...Object.fromEntries(refs),
    },
  };
}

/** Asks the app until it says what the row waits for, or long enough to know that it does not. */
async function watchDone(
  row: Row,
  known: Known,
  { settings, around, pilot, stopping, appEnded }: RowParts,
): Promise<Pick<Observation, 'verified' | 'doneFailed'>> {
  const began = performance.now();
  const positive = row.expects !== 'not verified';
  const longest = settings.limits.seconds * 1000;
  const patience =
    pilot.verifiedAfterMs === 0 ? longest : Math.min(longest, Math.max(3_000, 5 * pilot.verifiedAfterMs));
  const withinMs = positive ? patience : Math.min(longest, BELIEVES_MS + 3 * pilot.verifiedAfterMs);
  let ever = false;
  let failed = '';
  const once = async () => {
    const believed = await askDone(settings.done!, known, longest, around);
    failed = 'failed' in believed ? believed.failed : '';
    const verified = 'verified' in believed && believed.verified;
    ever ||= verified;
    return verified;
  };
  let end = await once();
  while (!end && performance.now() - began < withinMs && !stopping.aborted && appEnded() === '') {
    await sleep(DONE_EVERY_MS);
    end = await once();
  }
  const afterMs = performance.now() - began;
  if (end && positive) {
    // What was told twice, or asked again, must not turn it round.
    await sleep(3 * DONE_EVERY_MS);
    end = await once();
  }
  return { verified: { end, ever, afterMs }, doneFailed: failed };
}

/** What is known of a check that has begun, for `done`. */
function tokenOf(track: Track): Known {
  const asked = track.calls.findLast(
    ({ call, answer }) => call.kind === 'get-token' && (answer?.token ?? '') !== '',
  )?.call;
  return { biz_no: asked?.fields.biz_no ?? '', token: track.tokens.at(-1) ?? '' };
}

/** `{answer.id}`: a field of the JSON with which the check was begun. */
function fieldsOf({ seen }: Driven): Known {
  const known: { [name: string]: string } = {};
  const put = (value: unknown, path: string) => {
    if (typeof value === 'string' || typeof value === 'number') known[path] = String(value);
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) put(one, `${path}.${key}`);
  };
  for (const { body } of seen) {
    if (!/^\s*[{[]/.test(body)) continue;
    try {
      put(JSON.parse(body), 'answer');
    } catch {
      // Not JSON after all.
    }
  }
  return known;
}
