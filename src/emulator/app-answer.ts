import type { Role } from '../contract/types.js';

/** What the emulator answers, before it becomes bytes on a socket. */
export interface AppAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For the log: whose request it was, the error code with its argument, and a note; empty where there is none. */
  readonly role: Role | '';
  readonly code: string;
  readonly note: string;
  readonly timeUsedMs: number;
  /** The connection is reset in place of an answer. */
  readonly reset?: true;
}

/** A request whose body has come in whole. */
export interface AppRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** `performance.now()` when the request began. */
  readonly startedMs: number;
}
