/** A way to break a rule that the suite must not notice, as the page leaves it open. Nothing here decides anything. */
export interface Survivor {
  /** `RULE:KIND`, as `facegate emulate --list-breaks` writes it. */
  readonly break: string;
  /** The page's own words. */
  readonly sentence: string;
  /** Why they leave it open. */
  readonly why: string;
}
