import type { Pixels } from './pixels.js';

/** What goes to the detector's thread, and what comes back: the score (0 to 1) of everything like a face, best first. */
export type DetectorQuestion = { readonly id: number; readonly pixels: Pixels };
export type DetectorAnswer = { readonly id: number; readonly scores: readonly number[] };
