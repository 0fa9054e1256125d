import type { FlowExpectation, TokenExpectation } from '../expectations.js';
import { judgeEcho } from './echo.js';
import { judgePosted } from './posted.js';
import * as result from './result-fields.js';
import { judgeScreenReplay } from './screen-replay.js';
import type { FlowJudgement, SeenFlow } from './seen.js';
import { judgeSignature } from './signature.js';

/** The expectations that one walk through the flow can meet. */
export type WalkSight = Exclude<FlowExpectation, TokenExpectation>;

/** What was sent for the token. */
export interface SentRequest {
  /** The value of a parameter; empty when it was left out. */
  text(parameter: string): string;
  /** The photos, e.g. `image_ref1`. */
  readonly photos: readonly string[];
}

/** Judges one walk: from the page to the callbacks. */
export function judgeWalk(sight: WalkSight, flow: SeenFlow, sent: SentRequest): FlowJudgement {
  switch (sight) {
    case 'return_url posted':
      return judgePosted('return', flow);
    case 'notify_url posted':
      return judgePosted('notify', flow);
    case 'signature right':
      return judgeSignature(flow);
    case 'biz_no comes back':
      return judgeEcho(flow, 'biz_no', sent.text('biz_no'));
    case 'biz_extra_data comes back':
      return judgeEcho(flow, 'biz_extra_data', sent.text('biz_extra_data'));
    case 'screen-replay fields there':
      return judgeScreenReplay(flow, true);
    case 'no screen-replay fields':
      return judgeScreenReplay(flow, false);
    case 'request_id in data':
      return result.judgeRequestId(flow);
    case 'biz_id in data':
      return result.judgeBizId(flow);
    case 'time_used in data':
      return result.judgeTimeUsed(flow);
    case 'liveness_result in data':
      return result.judgeLivenessResult(flow);
    case 'failure_reason right':
      return result.judgeFailureReason(flow);
    case 'a documented failure_reason':
      return result.judgeDocumentedReason(flow);
    case 'no verify_result':
      return result.judgeNoVerifyResult(flow);
    case 'no verify_result after a failure':
      return result.judgeNoVerifyResultAfterFailure(flow);
    case 'comparison with the data source':
      return result.judgeFaceid(flow);
    case 'a comparison for each photo':
      return result.judgeRefs(flow, sent.photos);
    case 'error of a comparison':
      return result.observeError(flow);
    case 'the same result in both':
      return result.judgeSame(flow);
  }
}
