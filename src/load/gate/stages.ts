/** The stages of a gate, in their order; `flows` are the scenarios of the contract that need a browser, `client` judges the user's own. */
export const GATE_STAGES = ['contract', 'flows', 'client', 'latency', 'limit'] as const;
export type GateStage = (typeof GATE_STAGES)[number];

/** What a profile leaves out: `quick` walks no flow in the browser and looks for no limit. */
export const GATE_PROFILES = { full: [], quick: ['flows', 'limit'] } as const satisfies Record<
  string,
  readonly GateStage[]
>;
export type GateProfile = keyof typeof GATE_PROFILES;
