/** Options as scripts and flags give them: k6's names, nothing checked yet. */
export type RawOptions = Readonly<Record<string, unknown>>;
