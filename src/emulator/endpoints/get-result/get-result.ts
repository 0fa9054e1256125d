import type { AppAnswer, AppRequest } from '../../app-answer.js';
import type { Behaviours } from '../../behaviours.js';
import { type CheckTable, firstRefusal } from '../../checks.js';
import type { ContractLookup } from '../../contract-lookup.js';
import { parseUrlencoded } from '../../form/urlencoded.js';
import type { Refusal } from '../../refusal.js';
import { fieldText } from '../../text.js';
import { outcomeFields } from '../callbacks/result-data.js';
import type { JsonAnswers } from '../common/json-answer.js';
import { readRequest } from '../common/read-request.js';
import type { Session, Sessions } from '../liveness/sessions.js';

export interface GetResultParts {
  readonly contract: ContractLookup;
  readonly checks: CheckTable;
  readonly behaviours: Behaviours;
  readonly answers: JsonAnswers;
  readonly sessions: Sessions;
}

/** Results are kept this long. */
const RESULT_LIFE_MS = 24 * 3_600_000;

/** Answers one GET of a result: who asks, for which check, with which images. */
export async function answerGetResult(parts: GetResultParts, received: AppRequest): Promise<AppAnswer> {
  const { contract, checks, behaviours, answers, sessions } = parts;
  const query = parseUrlencoded(Buffer.from(received.target.split('?')[1] ?? '', 'latin1'));
  const request = readRequest(query.kind === 'form' ? query.form : new Map(), 'query', contract, behaviours);
  const { account, form } = request;
  const context = { startedMs: received.startedMs, role: account?.role ?? ('' as const), note: '' };
  const refusal = await firstRefusal([...checks.credentials, ...checks.parameters], request);
  if (refusal) return answers.failure(context, refusal);

  const session = sessions.byBizId(fieldText(form, 'biz_id') ?? '');
  const unknown = findResult(session, account?.role, behaviours, Date.now());
  if (unknown || session === undefined)
    return answers.failure(context, unknown ?? behaviours['get_result.biz_id.unknown']());
  sessions.tell(session);
  const { grant, bizId, images } = session;
  const type = fieldText(form, 'get_image_type') ?? '';
  const same = behaviours['get_result.same']({
    biz_id: bizId,
    ...outcomeFields(sessions.resultOf(session), behaviours),
  });
  return answers.success(context, {
    ...same,
    biz_no: behaviours['get_result.echo']('biz_no', grant.bizNo),
    biz_extra_data: behaviours['get_result.echo']('biz_extra_data', grant.bizExtraData),
    images:
      type === '1' || type === '2'
        ? behaviours['get_result.get_image_type.values'](type, images)
        : behaviours['get_result.get_image_type.default'](),
  });
}

/** Why there is no result to give: none was found, it belongs to another account, or it is told no more. */
function findResult(
  session: Session | undefined,
  role: string | undefined,
  behaviours: Behaviours,
  nowMs: number,
): Refusal | undefined {
  if (session?.end === undefined || nowMs - session.openedAtMs > RESULT_LIFE_MS)
    return behaviours['get_result.biz_id.unknown']();
  if (session.grant.account.role !== role) {
    const refusal = behaviours['get_result.biz_id.other-account']();
    if (refusal) return refusal;
  }
  return behaviours['get_result.repeat'](session.told);
}
