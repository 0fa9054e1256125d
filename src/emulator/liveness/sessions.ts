import { randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '../../contract/types.js';
import { boundedMap } from '../bounded-map.js';
import { type NotifyResult, type NotifySettings, notify } from '../callback/notify.js';
import type { Pieces } from '../pieces.js';
import type { ReturnForm } from '../rules/return_url.post.js';
import { bytesOfGrant, type Grant } from './grant.js';
import { resultData } from './result-data.js';
import { isFinal, type LivenessEvent, type LivenessStatus, nextStatus, type Outcome } from './status.js';

/** A liveness check: one opened page. The page knows it by a secret id; the token has done its work. */
export interface Session {
  readonly id: string;
  readonly bizId: string;
  readonly grant: Grant;
  readonly status: LivenessStatus;
  /** Unix time in ms of the opening. */
  readonly openedAtMs: number;
  /** How the browser leaves once the status is final; undefined before, and without a usable `return_url`. */
  readonly leave: ReturnForm | undefined;
  /** Whether get_result has given the result away. */
  readonly collected: boolean;
}

export interface SessionParts {
  readonly pieces: Pieces;
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
  handle(id: string, event: LivenessEvent | undefined): Session | undefined;
  byBizId(bizId: string): Session | undefined;
  collect(session: Session): void;
}

export function createSessions(parts: SessionParts): Sessions {
  const sessions = boundedMap<Session>({
    maxEntries: 10_000,
    maxBytes: 64_000_000,
    bytesOf: ({ grant, leave }) => bytesOfGrant(grant) + 2 * (leave?.fields.data?.length ?? 0),
  });
  const idsByBizId = boundedMap<string>({ maxEntries: 10_000, maxBytes: 8_000_000, bytesOf: () => 200 });

  function end(session: Session): Session {
    const { grant, bizId, status } = session;
    const { pieces } = parts;
    const data = JSON.stringify(resultData(grant, bizId, status, pieces));
    const sign = pieces['notify_url.signature'](grant.account.apiSecret, data);
    const ended = { ...session, leave: pieces['return_url.post'](grant.returnUrl, data, sign) };
    void notify(grant.notifyUrl, pieces['notify_url.post'](data, sign), parts.notify, parts.closing).then((result) =>
      parts.onNotified(ended, result),
    );
    return ended;
  }

  function handle(id: string, event: LivenessEvent | undefined): Session | undefined {
    const session = sessions.get(id);
    if (!session || !event) return session;
    const status = nextStatus(session.status, event, parts.outcomeOf(session.grant.account.role));
    if (status === session.status) return session;
    const changed = { ...session, status };
    const next = isFinal(status) ? end(changed) : changed;
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
        status: 'NOT_STARTED',
        openedAtMs,
        leave: undefined,
        collected: false,
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
    collect: (session) => sessions.set(session.id, { ...session, collected: true }),
  };
}
