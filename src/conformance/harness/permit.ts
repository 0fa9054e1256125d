import { setTimeout as sleep } from 'node:timers/promises';
import { askRun } from './ask-run.js';

/** Permission to send one request, or the reason why not. */
export type Permit = { readonly granted: true } | { readonly granted: false; readonly reason: string };

/**
 * Asks the run's budget for permission to send; waits as long as the pace demands. Without a budget it is always given. Permission
 * whose answer was lost on the way stays counted, so the budget is never exceeded.
 */
export async function askPermit(permitUrl: string): Promise<Permit> {
  if (permitUrl === '') return { granted: true };
  const { ok, text } = await askRun('permission to send', permitUrl, { method: 'POST' });
  if (!ok) return { granted: false, reason: text };
  await sleep(Number(text));
  return { granted: true };
}
