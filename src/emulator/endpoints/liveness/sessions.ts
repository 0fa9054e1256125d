import { randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '../../../contract/types.js';
import { boundedMap } from '../../bounded-map.js';
import { type NotifyResult, type NotifySettings, notify } from '../../callback/notify.js';
import type { CallbackBehaviours, CallbackVia, ReturnForm } from '../callbacks/behaviours.js';
import { type CheckResult, callbackData } from '../callbacks/result-data.js';
import { bytesOfImages, type CheckImages, NO_IMAGES } from './frames.js';
import { bytesOfGrant, type Grant } from './grant.js';
import { failureReason, isFinal, type LivenessEvent, type LivenessStatus, nextStatus, type Outcome } from './status.js';

/** A liveness check: one opened page. The page knows it by a secret id; the token has done its work. */
export interface Session {
  readonly id: string;
  readonly bizId: string;
  readonly grant: Grant;
  readonly status: LivenessStatus;
  /** Unix time in ms of the opening. */
  readonly openedAtMs: number;
  /** Set once the status is final. */
  readonly end: { readonly leave: ReturnForm | undefined } | undefined;
  /** What the camera saw. */
  readonly images: CheckImages;
  /** How often GetResult has told the result. */
  readonly told: number;
}

export interface SessionParts {
  readonly behaviours: CallbackBehaviours;
  readonly timeLimitMs: number;
  readonly outcomeOf: (role: Role) => Outcome;
  readonly notify: NotifySettings;
  readonly closing: AbortSignal;
  /** Told what became of each notification. */
  readonly onNotified: (session: Session, result: NotifyResult) => void;
}

/** The checks that were opened. A check ends once: then `notify_url` is told and the form for `return_url` is ready. */
export interface Sessions {
  open(grant: Grant): Session;
  /** The check after an event; undefined for an unknown id. */
  handle(id: string, event: LivenessEvent | undefined, images?: CheckImages): Session | undefined;
  byBizId(bizId: string): Session | undefined;
  /** Counts one telling of its result. */
  tell(session: Session): void;
  /** Ends a check as an outcome says, with nobody told; one that has ended stays as it is. */
  endQuietly(session: Session, outcome: Outcome): Session;
  /** What a check has to tell. */
  resultOf(session: Session): CheckResult;
}

export function createSessions(parts: SessionParts): Sessions {
  const sessions = boundedMap<Session>({
    maxEntries: 10_000,
    maxBytes: 64_000_000,
    bytesOf: ({ grant, end, images }) =>
      bytesOfGrant(grant) + bytesOfImages(images) + 2 * (end?.leave?.fields.data?.length ?? 0),
  });
  const idsByBizId = boundedMap<string>({ maxEntries: 10_000, maxBytes: 8_000_000, bytesOf: () => 200 });

  function finish(session: Session): Session {
    const { grant, openedAtMs } = session;
    const { behaviours } = parts;
    const check = resultOf(session);
    const nowMs = Date.now();
    const telling = {
      requestId: behaviours['callback.request_id'](nowMs),
      timeUsed: behaviours['callback.time_used'](Math.max(0, nowMs - openedAtMs)),
    };
    const signed = (via: CallbackVia) => {
      const data = callbackData(check, telling, via, behaviours);
      return [data, behaviours['notify_url.signature'](grant.account.apiSecret, data)] as const;
    };
    const ended = {
      ...session,
      end: { leave: behaviours['return_url.post'](grant.returnUrl, ...signed('return')) },
    };
    const call = behaviours['notify_url.post'](...signed('notify'));
    if (call !== undefined)
      void notify(grant.notifyUrl, call, parts.notify, parts.closing).then((result) => parts.onNotified(ended, result));
    return ended;
  }

  function handle(id: string, event: LivenessEvent | undefined, images = NO_IMAGES): Session | undefined {
    const session = sessions.get(id);
    if (!session || !event) return session;
    const status = nextStatus(session.status, event, parts.outcomeOf(session.grant.account.role));
    if (status === session.status) return session;
    const changed = { ...session, status, images };
    const next = isFinal(status) ? finish(changed) : changed;
    sessions.set(id, next);
    return next;
  }

  return {
    open(grant) {
      const openedAtMs = Date.now();
      const session: Session = {
        id: randomBytes(24).toString('hex'),
        bizId: `${Math.floor(openedAtMs / 1000)},${randomUUID()}`,
        grant,
        status: 'not started',
        openedAtMs,
        end: undefined,
        images: NO_IMAGES,
        told: 0,
      };
      sessions.set(session.id, session);
      idsByBizId.set(session.bizId, session.id);
      const timer = setTimeout(() => {
        if (!parts.closing.aborted) handle(session.id, 'time-up');
      }, parts.timeLimitMs);
      timer.unref();
      return session;
    },
    handle,
    byBizId(bizId) {
      const id = idsByBizId.get(bizId);
      return id === undefined ? undefined : sessions.get(id);
    },
    tell: (session) => sessions.set(session.id, { ...session, told: session.told + 1 }),
    endQuietly(session, outcome) {
      const now = sessions.get(session.id) ?? session;
      const status = nextStatus(nextStatus(now.status, 'started', outcome), 'finished', outcome);
      if (status === now.status) return now;
      const ended = { ...now, status, end: { leave: undefined } };
      sessions.set(ended.id, ended);
      return ended;
    },
    resultOf,
  };
}

function resultOf({ bizId, grant, status }: Session): CheckResult {
  const { bizNo, bizExtraData, comparisonType, photoNames, screenReplay } = grant;
  return { bizId, bizNo, bizExtraData, comparisonType, photoNames, screenReplay, failureReason: failureReason(status) };
}
