import type { CallbackBehaviours, CallbackVia, ResultFields } from './behaviours.js';

/** What a finished check has to tell, whoever is told. */
export interface CheckResult {
  readonly bizId: string;
  readonly bizNo: string;
  readonly bizExtraData: string;
  readonly comparisonType: string;
  /** The reference photos that were sent, e.g. `image_ref1`. */
  readonly photoNames: readonly string[];
  readonly screenReplay: boolean;
  /** Why it failed; null when it passed. */
  readonly failureReason: string | null;
}

/** `liveness_result` and `verify_result`, as callbacks and GetResult tell them. */
export function outcomeFields(check: CheckResult, behaviours: CallbackBehaviours): ResultFields {
  const passed = check.failureReason === null;
  return {
    liveness_result: {
      ...behaviours['callback.liveness_result'](passed),
      failure_reason: behaviours['callback.failure_reason'](check.failureReason),
    },
    verify_result: behaviours['callback.verify_result.null'](check.comparisonType, passed)
      ? null
      : {
          ...behaviours['callback.verify_result.faceid'](check.comparisonType),
          ...behaviours['callback.verify_result.ref'](check.photoNames),
          ...behaviours['screen_replay.result'](check.screenReplay),
        },
  };
}

/** What belongs to this one telling of a check. */
export interface AnswerStamp {
  readonly requestId: unknown;
  readonly timeUsed: unknown;
}

/** `data` of a callback: one JSON object. */
export function callbackData(
  check: CheckResult,
  { requestId, timeUsed }: AnswerStamp,
  via: CallbackVia,
  behaviours: CallbackBehaviours,
): string {
  const data = {
    request_id: requestId,
    biz_id: behaviours['callback.biz_id'](check.bizId, via),
    biz_no: behaviours['biz_no.echo'](check.bizNo),
    biz_extra_data: behaviours['biz_extra_data.echo'](check.bizExtraData),
    ...outcomeFields(check, behaviours),
    time_used: timeUsed,
  };
  return JSON.stringify(behaviours['callback.same'](data, via));
}
