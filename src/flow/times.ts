/** Times of a flow, milliseconds. */
export interface FlowTimes {
  /** From the opening of the page to its first callback. */
  readonly endWithinMs: number;
  /** From then to the others; and how much longer a late one is waited for, only to tell late from never. */
  readonly othersWithinMs: number;
  readonly lateWithinMs: number;
  /** A repeated callback shows itself in this time. */
  readonly settleMs: number;
  /** After a refusal by status; by a message in a page; and without any. */
  readonly refusedMs: number;
  readonly saidMs: number;
  readonly silentMs: number;
  /** The text of the page, and then its picture. */
  readonly pictureMs: number;
}

export const FLOW_TIMES: FlowTimes = {
  endWithinMs: 30_000,
  othersWithinMs: 15_000,
  lateWithinMs: 5_000,
  settleMs: 400,
  refusedMs: 1_000,
  saidMs: 4_000,
  silentMs: 8_000,
  pictureMs: 5_000,
};
/** With a person in front of the camera, who reads and moves. */
export const PERSON_TIMES: FlowTimes = {
  ...FLOW_TIMES,
  endWithinMs: 300_000,
  othersWithinMs: 60_000,
  silentMs: 60_000,
};
