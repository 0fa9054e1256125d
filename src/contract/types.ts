/** The shapes in which a documented API is stated as data. Nothing here decides anything. */

/**
 * How firmly the vendor's page states a rule. `stated`: rule and outcome are on the page; `implied`: the outcome follows
 * from the general error table; `silent`: the page leaves the outcome open, so it is observed and never judged.
 */
export type Standing = 'stated' | 'implied' | 'silent';

export interface Rule {
  /** Stable id, e.g. `biz_no.max-bytes`; unique over all contracts. Scenarios, reports and waivers name the rule by it. */
  readonly id: string;
  /** The group under which reports show it; an id of `Contract.groups`. */
  readonly group: string;
  readonly standing: Standing;
  /** The rule in one sentence. */
  readonly text: string;
  /** The documented outcome when the rule is kept / broken, as a person would read it. */
  readonly outcome: string;
  /** The section of the vendor's page it comes from. */
  readonly section?: string;
  /** For an implied rule: the sentence from which the outcome was inferred. */
  readonly inferredFrom?: string;
}

export interface RuleGroup {
  readonly id: string;
  readonly title: string;
}

/** A limit on a string; the unit decides how it is counted. */
export interface TextLimit {
  readonly max: number;
  readonly unit: 'bytes' | 'characters';
}

export interface Parameter {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean' | 'file';
  /** `always`, `never`, or the values of another parameter with which this one is mandatory. */
  readonly required: 'always' | 'never' | { readonly with: string; readonly values: readonly string[] };
  /**
   * What must be kept out of every artefact: the account's key or secret, or a person's name or number. These are hidden
   * where a person can have them; a malformed value that was made up is nobody's.
   */
  readonly holds?: 'key' | 'secret' | 'name' | 'identity number';
  /** The only values accepted, where the page lists them. */
  readonly values?: readonly string[];
  readonly defaultValue?: string;
  readonly limit?: TextLimit;
  readonly exactCharacters?: number;
  readonly description?: string;
}

export interface ErrorCode {
  readonly status: number;
  readonly code: string;
  /** What may follow the code: nothing (so when left out), the name of a parameter, one of fixed reasons, or either of the first two. */
  readonly argument?: 'none' | 'parameter' | 'optional-parameter' | readonly string[];
  /** The page writes a space between separator and argument. */
  readonly spaced?: true;
  /** Where the page gives it: its tables (so when left out), the parameter texts, or only its example. */
  readonly source?: 'table' | 'parameter-text' | 'example';
  /** What the harness itself must understand: whom it concerns, and whether the same request may be sent again. */
  readonly signals?: 'wrong credentials' | 'no permission' | 'too many in flight' | 'try again' | 'no such API';
  readonly meaning?: string;
}

export type FieldType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'object or null';

export interface AnswerField {
  /** Its name; of a field inside another the path, e.g. `data.id`. */
  readonly name: string;
  readonly type: FieldType;
  readonly present: 'always' | 'on-success' | 'on-failure' | 'sometimes';
  /** `server time`: milliseconds that the service says it spent. */
  readonly measures?: 'server time';
  readonly description?: string;
}

/** What an answer looks like and how a success is told from a failure. */
export interface AnswerShape {
  readonly fields: readonly AnswerField[];
  readonly success: Success;
  readonly error: ErrorNotation;
}

/** A success is an answer with a status of 2xx and, where a field is named, with that field. */
export interface Success {
  /** How expectations write it after the status, e.g. `token` in `200 token`, and how reports do, e.g. `a token`. */
  readonly word: string;
  readonly text: string;
  /** The field that only a success has; empty: every JSON object without an error is a success. */
  readonly field: string;
  /** The value of that field which tells a success, where failures have the field, too. */
  readonly value?: string | number | boolean;
}

/** Where an answer has its error, and how code and argument are told apart. */
export type ErrorNotation =
  /** One string: the code, a separator, the argument. Whitespace around the argument never matters. */
  | {
      readonly kind: 'message';
      readonly field: string;
      readonly separator: string;
      /** A regular expression for the code, e.g. `[A-Z][A-Z0-9_]*`. */
      readonly code: string;
    }
  /** A field each, by path; a code that is a number is written in digits. */
  | { readonly kind: 'fields'; readonly code: string; readonly argument?: string };

/** A place where the page contradicts itself or is silent: asked of the vendor, answered by observation. */
export interface OpenQuestion {
  readonly question: string;
  /** The rules whose observations bear on it, */
  readonly rules: readonly string[];
  /** and those of which a passed case tells something, too: the exact wording is the question. */
  readonly wording?: readonly string[];
}

/** The account roles a target may have credentials for. */
export type Role = 'full' | 'denied' | 'no_data_source' | 'limited';

/** Where an endpoint is and how it is called. */
export interface Endpoint {
  readonly method: 'POST' | 'GET' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly productionUrl?: string;
  /** Where parameters travel. */
  readonly sends: 'form' | 'query' | 'json';
}

/** A documented API, or what it sends by itself. */
export interface Contract {
  /** Name of its folders, e.g. `get-token`. */
  readonly id: string;
  /** As people call it, e.g. `GetToken`. */
  readonly name: string;
  /** Null where nothing is called: what is documented arrives by itself. */
  readonly endpoint: Endpoint | null;
  /** The id of the contract whose request begins the flow that leads here; absent where none is needed. */
  readonly follows?: string;
  readonly groups: readonly RuleGroup[];
  readonly parameters: readonly Parameter[];
  readonly answer: AnswerShape;
  readonly errors: readonly ErrorCode[];
  readonly rules: readonly Rule[];
  readonly openQuestions?: readonly OpenQuestion[];
  /** Complete, valid requests by name; scenarios start from one and change it in one place. The first is the default. */
  readonly requests: Readonly<Record<string, ValidRequest>>;
}

/** A complete, valid request: a value for each parameter that it sends. */
export type ValidRequest = Readonly<Record<string, Value>>;

/** Characters of 1, 1, 3 and 4 bytes in UTF-8; an emoji is one character but two UTF-16 units. */
export type Alphabet = 'ascii' | 'digits' | 'cjk' | 'emoji';

/** A valid identity number with its check digit; each key makes one change to it. */
export interface IdcardNumber {
  /** Kind of the last character of a valid number. */
  readonly last?: 'digit' | 'X' | 'x';
  /** Puts a string of one character at a place, counted from 1. */
  readonly put?: readonly [place: number, character: string];
  /** Puts a string of one character in before a place, counted from 1; 19 is the end. The number is longer by it. */
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
 * - `{ unique: 'order {} 1' }`: this string with a part of its own for every request in place of `{}`
 * - `{ serial: 'fg' }`: this string, the run, the case and the attempt: no other request of any run has it
 * - `{ hex: 'd6d0' }`: these very bytes, for text that is not UTF-8
 * - `{ idcard: { length: 17 } }`: an identity number; `{ person: 'name' }`: a name
 * - `{ photo: 'one face' }`: a file; `filename: false` sends it as a plain field, `type` names another MIME type
 * - `{ credential: 'key' }`: of the account that sends; `{ wrong: 'random' }`: a key or secret that does not match, derived
 *   from the right one
 * - `{ callback: 'return' }`: the address where this case waits for a callback; `{ fromCallback: 'biz_id' }`: what one brought
 */
export type Value =
  | string
  | { readonly chars: number; readonly of: Alphabet }
  | { readonly bytes: number; readonly of: Alphabet }
  | { readonly unique: string }
  | { readonly serial: string }
  | { readonly hex: string }
  | { readonly idcard: IdcardNumber }
  | { readonly person: 'name' }
  | { readonly photo: PhotoName; readonly filename?: string | false; readonly type?: string }
  | { readonly credential: 'key' | 'secret' }
  | { readonly callback: 'return' | 'notify' }
  | { readonly fromCallback: string }
  | {
      readonly wrong:
        | 'random'
        | 'last character'
        | 'one character less'
        | 'one character more'
        | 'other account'
        | 'case';
    };
