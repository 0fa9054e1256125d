import type { Line } from './app-process.js';
import type { PageFound } from './find-page.js';
import type { TrackedCall } from './ledger.js';

/** What a check that was begun came to; times are of `performance.now()`, in ms. */
export interface Observation {
  readonly beganMs: number;
  readonly endedMs: number;
  readonly drive: DriveEnd;
  /** What came to the emulator for it. */
  readonly calls: readonly TrackedCall[];
  readonly tokens: readonly string[];
  readonly page: PageFound;
  readonly posted: readonly PostedStep[];
  /** Whether the app believed that the check passed: in the end, and at any time. Null: it was not asked. */
  readonly verified: { readonly end: boolean; readonly ever: boolean; readonly afterMs: number } | null;
  /** Why `done` told nothing; empty where it did. */
  readonly doneFailed: string;
  /** How the app ended in the middle of it; empty where it did not. */
  readonly appEnded: string;
  /** What the app printed meanwhile. */
  readonly output: readonly Line[];
  /** The second check of the same user, where there was one. */
  readonly second: Observation | undefined;
}

/** How what began the check was answered. */
export interface DriveEnd {
  /** HTTP status, or 200 and 500 for a command that ended with 0 or not; 0 where there was no end. */
  readonly status: number;
  readonly error: string;
  readonly ms: number;
  /** What the user was shown, for a look at it. */
  readonly excerpt: string;
}

export interface PostedStep {
  readonly via: 'notify' | 'return';
  readonly atMs: number;
  readonly status: number;
  readonly reason: string;
  /** Where a return leads next; empty for nowhere. */
  readonly location: string;
}

/** What the first check told of the app. */
export interface Pilot {
  /** Whether requests tell by themselves which check they belong to: then checks run side by side. */
  readonly sideBySide: boolean;
  /** Whether what begins a check is answered with the page. */
  readonly pageShown: boolean;
  readonly comparisonType: string;
  readonly asksResult: boolean;
  /** How long it took from the last callback until the app said verified, in ms. */
  readonly verifiedAfterMs: number;
  /** Whether data has to have whitespace to be believed. */
  readonly spaced: boolean;
}

export const NO_PILOT: Pilot = {
  sideBySide: false,
  pageShown: false,
  comparisonType: '',
  asksResult: false,
  verifiedAfterMs: 0,
  spaced: false,
};
