import type { FlowJudgement, SeenFlow } from './flow.js';
import { judgeEcho } from './flow-echo.js';
import { judgePosted } from './flow-posted.js';
import { judgeScreenReplay } from './flow-screen-replay.js';
import type { FlowSight } from './flow-sights.js';
import { judgeSignature } from './flow-signature.js';

/** The sights that one walk through the flow shows; the others need a token that is tried more than once, or later. */
export type WalkSight = Exclude<FlowSight, `token ${string}`>;

/** Judges one walk: from the page to the callbacks. `sent` gives the text of a parameter as it was sent. */
export function judgeWalk(sight: WalkSight, flow: SeenFlow, sent: (parameter: string) => string): FlowJudgement {
  switch (sight) {
    case 'return_url posted':
      return judgePosted('return', flow);
    case 'notify_url posted':
      return judgePosted('notify', flow);
    case 'signature right':
      return judgeSignature(flow);
    case 'biz_no comes back':
      return judgeEcho(flow, 'biz_no', sent('biz_no'));
    case 'biz_extra_data comes back':
      return judgeEcho(flow, 'biz_extra_data', sent('biz_extra_data'));
    case 'screen-replay field there':
      return judgeScreenReplay(flow, true);
    case 'no screen-replay field':
      return judgeScreenReplay(flow, false);
  }
}
