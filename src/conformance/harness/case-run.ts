import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, describeAnswer } from '../../contract/answer.js';
import { contractById, credentialNames } from '../../contract/contracts.js';
import { needsMore, refusalOf } from '../../contract/preflight.js';
import { keepFields, type SeenAnswer } from '../../contract/seen-answer.js';
import { signalOf } from '../../contract/signals.js';
import type { Contract, Role } from '../../contract/types.js';
import { sayOfAnswers as say } from '../../sayings/answers.js';
import type { PlannedScenario } from '../scenario/check.js';
import { type ExpandContext, expandRequest, type Sensitive } from '../scenario/expand.js';
import type { RequestForm } from '../scenario/types.js';
import { curlLine } from '../send/curl.js';
import { send } from '../send/send.js';
import type { Exchange, OutgoingRequest } from '../send/types.js';
import type { KnownValues } from './known-values.js';
import type { LostAccounts } from './lost-accounts.js';
import { askPermit } from './permit.js';
import type { PhotoSource } from './photo-source.js';
import type { LoadedPlan } from './plan.js';
import type { Reachability } from './reachability.js';
import type { Recorder } from './recorder.js';
import { SHOWN_CHARACTERS, shortened } from './shortened.js';

/** What every kind of scenario needs to run. */
export interface CaseTools {
  readonly plan: LoadedPlan;
  readonly photos: PhotoSource;
  readonly recorder: Recorder;
  readonly known: KnownValues;
  /** Of the target of this run. */
  readonly reachability: Reachability;
  readonly accounts: LostAccounts;
}

/** A request that was made ready, or the reason why it cannot be. */
export type Prepared = Ready | NotSent;

export interface Ready {
  readonly contract: Contract;
  /** Whose key and secret it has, to the documented place; undefined where either is changed. */
  readonly account: Role | undefined;
  readonly request: OutgoingRequest;
  readonly curl: string;
  /** To be made known to the whole run before the request is sent. */
  readonly sensitive: readonly Sensitive[];
}

/** Why a request is not sent; `inconclusive` when it was due. */
export interface NotSent {
  readonly notRun: string;
  readonly inconclusive: boolean;
}

/** What the sending of a request gave. */
export type Sent = Answered | NotSent;

export interface Answered extends Ready {
  readonly exchange: Exchange;
  /** As often it was sent. */
  readonly attempts: number;
}

/** Makes the request of a scenario to the endpoint of a contract ready. `fromCallbacks`: the fields that callbacks of the flow before had. */
export function prepare(
  id: string,
  contractId: string,
  form: RequestForm,
  attempt: number,
  { plan, photos, accounts }: CaseTools,
  fromCallbacks: Readonly<Record<string, string>> = {},
): Prepared {
  const contract = contractById(plan.contracts, contractId);
  const role = form.as ?? 'full';
  const credential = plan.credentials[role] ?? (credentialNames(contract).length === 0 ? NOBODY : undefined);
  if (credential === undefined) return notDue(plan.missingRoles[role] ?? say('noCredentials', { name: role }));
  const refused = plan.refusedRoles[role] ?? accounts.why(role);
  if (refused !== undefined) return { notRun: refused, inconclusive: true };
  if (plan.photosUnavailable !== '' && sendsPhoto(form, contract)) return notDue(plan.photosUnavailable);
  const context: ExpandContext = {
    contract,
    nonce: plan.nonce,
    credentials: { ...plan.credentials, [role]: credential },
    photo: photos.photo,
    returnUrl: plan.returnUrl,
    notifyUrl: plan.notifyUrl,
    fromCallbacks,
  };
  const expanded = expandRequest(id, form, attempt, context);
  if ('notRun' in expanded) return notDue(expanded.notRun);
  const { baseUrl, proxy, timeoutMs } = plan;
  const request: OutgoingRequest = { baseUrl, proxy, timeoutMs, shape: contract.answer, ...expanded };
  // The redactor knows every photo from the beginning.
  const sensitive = expanded.sensitive.filter(({ kind }) => kind !== 'photo');
  const account = isPlainlyOf(form, contract) ? role : undefined;
  return { contract, account, request, curl: curlLine(request, role, credential), sensitive };
}

function isPlainlyOf({ with: changed, extra, without = [], method, path }: RequestForm, contract: Contract): boolean {
  const names = [...Object.keys({ ...changed, ...extra }), ...without];
  return method === undefined && path === undefined && !credentialNames(contract).some((name) => names.includes(name));
}

/** Before a request is sent again; each time twice as long. */
const FIRST_PAUSE_MS = 200;
/** Who calls an endpoint that takes neither key nor secret. */
const NOBODY = { apiKey: '', apiSecret: '' };

function notDue(notRun: string): NotSent {
  return { notRun, inconclusive: false };
}

/** Sends a prepared request once, within the budget, and records the answer for the sweeps. */
export async function sendOnce(
  prepared: Prepared,
  scenario: string,
  kind: SeenAnswer['kind'],
  attempt: number,
  tools: CaseTools,
): Promise<Sent> {
  if ('notRun' in prepared) return prepared;
  const lost = tools.reachability.lost();
  if (lost !== '') return { notRun: lost, inconclusive: true };
  const permit = await askPermit(tools.plan.permitUrl);
  if (!permit.granted) return { notRun: permit.reason, inconclusive: true };
  const { contract, request, curl, sensitive } = prepared;
  await tools.known.share(sensitive);
  const exchange = await send(request);
  await tools.known.refresh();
  tools.reachability.note(exchange, request.timeoutMs);
  recordAnswer(
    exchange,
    { contract: contract.id, scenario, kind: answerKind(request, contract, kind), attempt, curl },
    tools,
  );
  return { ...prepared, exchange, attempts: attempt + 1 };
}

/** Sends the request of a scenario, again where the contract says so, a bounded number of times. */
export async function sendPatiently(
  { id, contract: contractId }: Pick<PlannedScenario, 'id' | 'contract'>,
  form: RequestForm,
  kind: SeenAnswer['kind'],
  tools: CaseTools,
  fromCallbacks: Readonly<Record<string, string>> = {},
): Promise<Sent> {
  const contract = contractById(tools.plan.contracts, contractId);
  for (let attempt = 0; ; attempt += 1) {
    const sent = await sendOnce(prepare(id, contractId, form, attempt, tools, fromCallbacks), id, kind, attempt, tools);
    if ('notRun' in sent || attempt >= tools.plan.retries) return sent;
    if (signalOf(sent.exchange.answer, contract) !== 'try again') return sent;
    await sleep(FIRST_PAUSE_MS * 2 ** attempt);
  }
}

/** Why an answer that is not as expected says nothing: its account is refused since the run began, whatever it sends. */
export async function noteAccount(
  { account, contract }: Pick<Ready, 'account' | 'contract'>,
  answer: Answer,
  scenario: string,
  tools: CaseTools,
): Promise<string | undefined> {
  if (account === undefined) return undefined;
  return tools.accounts.note(account, answer, contract, async () => {
    const asked = contractById(tools.plan.contracts, tools.plan.preflightContract);
    const form = { as: account, without: needsMore(asked) };
    const plain = prepare(`${scenario} plainly`, asked.id, form, 0, tools);
    const sent = await sendOnce(plain, scenario, 'other', 0, tools);
    return 'notRun' in sent ? undefined : refusalOf(account, sent.exchange.answer, asked);
  });
}

/** Hands an answer to the sweeps; what got no answer is no answer. */
export function recordAnswer(
  exchange: Exchange,
  about: Pick<SeenAnswer, 'contract' | 'scenario' | 'kind' | 'attempt' | 'curl'>,
  { recorder, plan }: CaseTools,
): void {
  if (exchange.status === 0) return;
  const { sentAtMs, serverDateMs, wallMs, status, headers, answer, body } = exchange;
  const contract = contractById(plan.contracts, about.contract);
  const kept = keepFields(answer, body, contract, digestOf);
  recorder.answer({
    ...about,
    ...kept,
    sentAtMs,
    serverDateMs,
    wallMs,
    status,
    headers,
    body: shownBody(exchange, recorder),
  });
}

/** The digest that stands for a text too long to be kept. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function answerKind(
  { path, method }: OutgoingRequest,
  { endpoint }: Contract,
  kind: SeenAnswer['kind'],
): SeenAnswer['kind'] {
  return path === endpoint?.path && method === endpoint.method ? kind : 'other';
}

/** The parts of a result that an exchange gives. */
export function seen(
  exchange: Exchange,
  curl: string,
  { recorder }: CaseTools,
): { actual: string; curl: string; body: string } {
  return { actual: describeAnswer(exchange.answer), curl, body: shownBody(exchange, recorder) };
}

/** A body as results keep it, with its size and its digest when it is long. */
export function shownBody({ body, bodyBytes, bodySha256 }: Exchange, recorder: Recorder): string {
  const shown = shortened(body, recorder.redactor);
  if (bodyBytes <= SHOWN_CHARACTERS) return shown;
  const size = `\n… (${bodyBytes} bytes in all, SHA-256 ${bodySha256})`;
  return shown.slice(0, SHOWN_CHARACTERS - size.length) + size;
}

function sendsPhoto(form: RequestForm, { requests }: Contract): boolean {
  const base = requests[form.base ?? Object.keys(requests)[0] ?? ''] ?? {};
  return Object.values({ ...base, ...form.with }).some((value) => typeof value === 'object' && 'photo' in value);
}
