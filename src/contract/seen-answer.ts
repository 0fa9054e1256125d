/** One answer as the sweeps over the whole run need it. Its texts are redacted before they are stored. */
export interface SeenAnswer {
  /** Id of the scenario whose request drew it. */
  readonly scenario: string;
  /**
   * `judged`: the API's answer to a request with a documented outcome; `observed`: to one whose outcome the page leaves
   * open; `other`: from another path or to another method, where the page promises nothing about fields.
   */
  readonly kind: 'judged' | 'observed' | 'other';
  /** Epoch milliseconds by the local clock when sending began. */
  readonly sentAtMs: number;
  /** Epoch milliseconds of the Date header; null without one. */
  readonly serverDateMs: number | null;
  /** Time seen from outside, milliseconds. */
  readonly wallMs: number;
  readonly status: number;
  readonly body: string;
  /** Shell line that repeats the request. */
  readonly curl: string;
  /** 0 for the first sending, n for the n-th repetition after 500 INTERNAL_ERROR. */
  readonly attempt: number;
}
