import { randomUUID } from 'node:crypto';
import type { Refusal } from '../../refusal.js';

// What the answers of every endpoint have in common, as the vendor's pages describe it.

/** The body of an answer: one JSON object. */
export function toJson(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(fields);
}

/** A string that no other request has: Unix seconds and a UUID, as in the pages' examples. */
export function newRequestId(nowMs: number): unknown {
  return `${Math.floor(nowMs / 1000)},${randomUUID()}`;
}

/** Whole milliseconds spent so far, rounded down so that they never exceed what is seen from outside. */
export function timeUsed(startedMs: number, nowMs: number): unknown {
  return Math.floor(nowMs - startedMs);
}

/** Codes that the page writes with a space after the colon. */
const WITH_SPACE = new Set(['MISSING_ARGUMENTS', 'INVALID_ARGUMENTS']);

/** The error as the page spells it, spaces included; nothing on success. */
export function errorMessage(refusal: Refusal | undefined): unknown {
  if (!refusal) return undefined;
  if (refusal.argument === undefined) return refusal.code;
  return `${refusal.code}:${WITH_SPACE.has(refusal.code) ? ' ' : ''}${refusal.argument}`;
}
