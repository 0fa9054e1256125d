import { setTimeout as sleep } from 'node:timers/promises';
import { askRun } from './ask-run.js';

/** Leave to send one request, or the reason why not. */
export type Permit = { readonly granted: true } | { readonly granted: false; readonly reason: string };

/**
 * Asks the run's budget for leave to send; waits as long as the pace demands. Without a budget leave is always given. Leave
 * whose answer was lost on the way stays counted, so the budget is never exceeded.
 */
export async function askPermit(permitUrl: string): Promise<Permit> {
  if (permitUrl === '') return { granted: true };
  const { ok, text } = await askRun('leave to send', permitUrl, { method: 'POST' });
  if (!ok) return { granted: false, reason: text };
  await sleep(Number(text));
  return { granted: true };
}
