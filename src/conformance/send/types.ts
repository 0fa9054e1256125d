import type { Answer } from '../../contract/answer.js';
import type { AnswerShape, Parameter } from '../../contract/types.js';
import type { ProxyAddress } from '../../network/proxy.js';

/** One parameter, as bytes; `file` is set for a file. */
export interface FormPart {
  readonly name: string;
  readonly value: Uint8Array;
  readonly file?: { readonly name: string; readonly type: string };
  /** Where the bytes of a photo come from, for the line that repeats the request. */
  readonly source?: string;
  /** What it holds that must not be shown. */
  readonly hides?: NonNullable<Parameter['holds']>;
  /** How it is written in JSON; a string by default. */
  readonly type?: Parameter['type'];
}

/** How parameters travel: in a form of either kind, in the query of the address, or as a JSON object. */
export type FormKind = 'multipart' | 'urlencoded' | 'urlencoded; charset=UTF-8' | 'query' | 'json';

/** A request to send, complete. */
export interface OutgoingRequest {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** What the connection goes through, unless the service is on this machine. */
  readonly proxy: ProxyAddress;
  readonly method: string;
  readonly path: string;
  readonly form: FormKind;
  readonly parts: readonly FormPart[];
  readonly timeoutMs: number;
  /** By which the answer is taken apart. */
  readonly shape: AnswerShape;
}

/** What was sent and what came back. */
export interface Exchange {
  /** Epoch milliseconds by the local clock when sending began. */
  readonly sentAtMs: number;
  /** Monotonic time from before the connection is opened to the end of the answer. */
  readonly wallMs: number;
  /** 0 when no answer came. */
  readonly status: number;
  /** Epoch milliseconds of the Date header; null without one. */
  readonly serverDateMs: number | null;
  /** Names of the answer's headers, sorted; empty when no answer came. */
  readonly headers: readonly string[];
  /** The answer's body as text; its beginning when it is larger than an answer may be; empty when no answer came. */
  readonly body: string;
  /** Bytes of the body that were read, and their SHA-256 (hex). */
  readonly bodyBytes: number;
  readonly bodySha256: string;
  readonly answer: Answer;
}
