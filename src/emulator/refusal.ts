/** A documented failure: the code, and what follows its colon. The HTTP status comes from the contract's error table. */
export interface Refusal {
  readonly code: string;
  readonly argument?: string;
  /** Only for a failure outside the contract (e.g. 413): its HTTP status. */
  readonly status?: number;
}
