/** What was seen of one scenario. Whoever keeps the file may mark an entry: then a change of it fails `facegate drift`. */
export interface SeenEntry {
  readonly id: string;
  readonly rule: string;
  readonly name: string;
  /** As the report tells it, e.g. `400 BAD_ARGUMENTS:scene_id`. */
  readonly seen: string;
  readonly frozen?: boolean;
}

/** What the answers to an endpoint are made of. */
export interface SeenShape {
  /** Id of its contract. */
  readonly contract: string;
  /** Names of headers, and of fields of the body. */
  readonly headers: readonly string[];
  readonly fields: readonly string[];
  readonly frozen?: boolean;
}

export interface SeenLatency {
  readonly script: string;
  readonly percentile: number;
  readonly ms: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly frozen?: boolean;
}

export interface SeenLimit {
  readonly low: number;
  readonly high: number | null;
  readonly frozen?: boolean;
}

/** How a target behaves where the page leaves it open: `observations.json`. */
export interface Observations {
  readonly schemaVersion: 1;
  readonly run: {
    readonly id: string;
    readonly startedAt: string;
    readonly target: { readonly name: string; readonly url: string };
  };
  /** Scenarios whose outcome is left open. */
  readonly silent: readonly SeenEntry[];
  /** The words of answers whose outcome is documented. */
  readonly wording: readonly SeenEntry[];
  readonly answers: readonly SeenShape[];
  readonly latency: readonly SeenLatency[];
  readonly limit: SeenLimit | null;
}
