import type { Mailbox, Receiver } from '../../flow/callback-receiver.js';
import type { SeenFlow } from '../../flow/judge/seen.js';
import type { SeenRace, SeenRefusal } from '../../flow/judge/token.js';
import type { FlowSettings } from '../../flow/settings.js';
import type { FlowTimes } from '../../flow/times.js';
import type { ResultStep } from '../../records/types.js';
import type { Credential } from '../scenario/expand.js';
import type { CaseTools } from './case-run.js';

/** One case's walk through the liveness flow, with the list of what happened. */
export interface Walk {
  readonly steps: readonly ResultStep[];
  step(title: string, detail: string, atMs?: number): void;
  elapsedMs(): number;
  /** Opens the page, not before a time (Unix ms), with or without a camera, and waits for the callbacks of both ways. */
  walk(pageUrl: string, how?: { readonly notBeforeMs?: number; readonly camera?: boolean }): Promise<SeenFlow>;
  /** Opens the page twice, the second time while the first is under way. */
  race(pageUrl: string): Promise<SeenRace>;
  /** Opens a page that must be refused, not before a time, and looks whether it leads to another result. */
  tryRefused(title: string, pageUrl: string, notBeforeMs?: number): Promise<SeenRefusal>;
  /** A picture of the page as it is now; undefined when there is none to be had. */
  screenshot(): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

/** What walks need, started. */
export interface ReadyStage {
  readonly receiver: Receiver;
  begin(tools: FlowTools, mailbox: Mailbox, credential: Credential): Walk;
  /** Why nothing can be walked any more; empty as long as it can. */
  ended(): string;
}

/** What a worker keeps for all its flows. */
export interface FlowStage {
  readonly settings: FlowSettings;
  readonly times: FlowTimes;
  /** Rejects with the reason when something that walks need cannot be started. */
  ready(): Promise<ReadyStage>;
  close(): Promise<void>;
}

export interface FlowTools extends CaseTools {
  readonly stage: FlowStage;
  /** Tells the person in front of the camera what to do; nobody when there is none. */
  readonly prompt: (text: string) => Promise<void>;
}
