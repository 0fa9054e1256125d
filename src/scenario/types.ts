import type { ExpectationText } from '../contract/expectation.js';
import type { Role } from '../contract/types.js';
import type { FlowSight } from '../flow/sights.js';

/** Characters of 1, 1, 3 and 4 bytes in UTF-8; an emoji is one character but two UTF-16 units. */
export type Alphabet = 'ascii' | 'digits' | 'cjk' | 'emoji';

/** A valid identity number with its check digit; each key makes one change to it. */
export interface IdcardNumber {
  /** Kind of the last character of a valid number. */
  readonly last?: 'digit' | 'X' | 'x';
  /** Puts a text of one character at a place, counted from 1. */
  readonly put?: readonly [place: number, character: string];
  /** Puts a text of one character in before a place, counted from 1; 19 is the end. The number is longer by it. */
  readonly insert?: readonly [place: number, character: string];
  /** Cuts or lengthens the number with digits. */
  readonly length?: number;
  readonly fault?: 'wrong check digit' | 'impossible birth date' | 'birth date in the future';
}

/** A photo of `fixtures/images` (or of the user's own folder), by what it shows. */
export type PhotoName =
  | 'one face'
  | 'second person'
  | 'third person'
  | 'two faces'
  | 'three faces'
  | 'landscape'
  | 'plain ground'
  | 'turned by 90'
  | 'turned by 180'
  | 'turned by 270'
  | 'truncated'
  | 'zero bytes'
  | 'text'
  | 'one face, PNG'
  | 'one face, WebP'
  | 'one face, GIF'
  | 'one face, BMP'
  | 'one face, TIFF'
  | 'one face, large'
  | 'tiny';

/**
 * A value to send. A plain text is sent as it is; the other forms describe a value that is made anew for every request:
 * - `{ chars: 33, of: 'ascii' }`, `{ bytes: 128, of: 'cjk' }`: that many characters or bytes (the rest filled with ASCII)
 * - `{ unique: 'order {} 1' }`: this text with a part of its own for every request in place of `{}`
 * - `{ hex: 'd6d0' }`: these very bytes, for text that is not UTF-8
 * - `{ idcard: { length: 17 } }`: an identity number
 * - `{ photo: 'one face' }`: a file; `filename: false` sends it as a plain field, `type` names another MIME type
 * - `{ wrong: 'random' }`: for api_key and api_secret, a value that does not match, derived from the right one
 */
export type Value =
  | string
  | { readonly chars: number; readonly of: Alphabet }
  | { readonly bytes: number; readonly of: Alphabet }
  | { readonly unique: string }
  | { readonly hex: string }
  | { readonly idcard: IdcardNumber }
  | { readonly photo: PhotoName; readonly filename?: string | false; readonly type?: string }
  | {
      readonly wrong:
        | 'random'
        | 'last character'
        | 'one character less'
        | 'one character more'
        | 'other account'
        | 'case';
    };

/** The complete, valid request that a scenario changes in one place. */
export type Base = 'liveness-only' | 'own-photo' | 'data-source';

interface Named<Rule extends string> {
  /** The rule the scenario shows; its id in the contract. */
  readonly rule: Rule;
  /** What is done, as a sentence; unique within its rule. */
  readonly name: string;
}

/** What is sent: a valid request of the base, with one thing changed. */
export interface RequestForm {
  /** Default `liveness-only`: no person's data, nothing charged for a comparison. */
  readonly base?: Base;
  /** The account that sends it. Default `full`. */
  readonly as?: Role;
  /** Documented parameters and image_ref<n> to add or replace. */
  readonly with?: Readonly<Record<string, Value>>;
  /** Parameters to leave out. */
  readonly without?: readonly string[];
  /** Fields the page does not know. */
  readonly extra?: Readonly<Record<string, Value>>;
  /** Default `multipart`. */
  readonly form?: 'multipart' | 'urlencoded' | 'urlencoded; charset=UTF-8';
  readonly method?: 'POST' | 'GET' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD' | 'OPTIONS';
  /** Another path than the documented one. */
  readonly path?: string;
}

/** Sends one request and judges (or observes) its answer. */
export interface RequestScenario<Rule extends string = string> extends Named<Rule>, RequestForm {
  readonly kind?: 'request';
  /** The documented outcome, or several of which any passes; `observe` where the page leaves it open. */
  readonly expect: ExpectationText | readonly ExpectationText[] | 'observe';
}

/** Sends the very same request twice and observes the second answer. */
export interface RepeatScenario<Rule extends string = string> extends Named<Rule>, RequestForm {
  readonly kind: 'repeat';
  readonly expect: 'observe';
}

/** Judges every answer of the whole run by one rule of the answer; runs last. */
export interface SweepScenario<Rule extends string = string> extends Named<Rule> {
  readonly kind: 'sweep';
  readonly check: SweepName;
}

export type SweepName =
  | 'one JSON object'
  | 'success is 200'
  | 'request_id present'
  | 'request_id unique'
  | 'time_used present'
  | 'time_used true'
  | 'token present'
  | 'token unique'
  | 'token absent on failure'
  | 'expired_time present'
  | 'expired_time in the future'
  | 'error_message present'
  | 'error_message absent on success'
  | 'known errors'
  | 'internal errors pass';

/** Sends many requests at the same time, so that their number in flight is exact. */
export interface BurstScenario<Rule extends string = string> extends Named<Rule>, RequestForm {
  readonly kind: 'burst';
  readonly burst: 'at the limit' | 'one above the limit' | 'far above the limit' | 'after a burst';
}

/** Walks the liveness flow in a browser: a token, its page, notify and return; then judges one thing that was to be seen. */
export interface FlowScenario<Rule extends string = string> extends Named<Rule>, RequestForm {
  readonly kind: 'flow';
  readonly see: FlowSight;
}

/** Asks the harness itself whether it would talk to a target. */
export interface HarnessScenario<Rule extends string = string> extends Named<Rule> {
  readonly kind: 'harness';
  readonly url: string;
  readonly allowHttp?: boolean;
  readonly expect: 'refused' | 'accepted';
}

/** One scenario: data only. `as const satisfies readonly Scenario<RuleId>[]` makes an unknown rule fail to compile. */
export type Scenario<Rule extends string = string> =
  | RequestScenario<Rule>
  | RepeatScenario<Rule>
  | SweepScenario<Rule>
  | BurstScenario<Rule>
  | FlowScenario<Rule>
  | HarnessScenario<Rule>;
