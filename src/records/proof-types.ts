import type { Standing } from '../contract/types.js';

/**
 * What became of a break: `killed`: its own rule failed; `survived`: it did not, and nothing says that the page leaves it open;
 * `listed`: it did not, as the page leaves it open; `not-run`: it was not tried, with the reason.
 */
export type BreakVerdict = 'killed' | 'survived' | 'listed' | 'not-run';

/** One rule broken in one way, and what the suite made of it. */
export interface BreakRecord {
  readonly rule: string;
  readonly kind: string;
  readonly verdict: BreakVerdict;
  /** Scenarios of the rule that failed, by id; and what the first of them saw. */
  readonly failed: readonly string[];
  readonly seen: string;
  /** Other rules that fell with it. */
  readonly others: readonly string[];
  /** Why it was not tried, or what the scenarios of a survivor came to; for a listed one the sentence of the page. */
  readonly note: string;
  readonly durationMs: number;
}

/** What is wrong with a proof, besides survivors. */
export interface ProofProblem {
  readonly place: string;
  readonly text: string;
}

/** How the limit search and the agreements took servers that lie about themselves. */
export interface LoadProofRecord {
  readonly fault: string;
  readonly truth: string;
  readonly said: string;
  readonly verdict: 'told' | 'not sure' | 'wrong';
}

/** The whole of a proof: `proof.json`. */
export interface ProofRecord {
  readonly schemaVersion: 1;
  readonly run: {
    readonly id: string;
    readonly startedAt: string;
    readonly finishedAt: string;
    readonly version: string;
  };
  readonly rules: readonly {
    readonly id: string;
    readonly endpoint: string;
    readonly standing: Standing;
    readonly text: string;
  }[];
  /** What each kind of break does, in the order of the matrix. */
  readonly kinds: readonly { readonly kind: string; readonly text: string }[];
  readonly breaks: readonly BreakRecord[];
  readonly load: readonly LoadProofRecord[];
  readonly problems: readonly ProofProblem[];
  readonly exitCode: number;
  readonly causes: readonly string[];
}
