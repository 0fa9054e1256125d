import { Interrupted } from './interrupted.js';
import { NotWaitedFor } from './waiting/pending.js';

/** A script on this thread, for rejections nobody awaits. */
export interface StrayOwner {
  /** Whether the rejection comes from this script. */
  owns(reason: unknown): boolean;
  take(reason: unknown): void;
}

const owners = new Set<StrayOwner>();

/**
 * Hands rejections that a script leaves unhandled to it, as k6 does, instead of letting them end the program. One that is
 * no script's still ends it. Returns what stops the watch.
 */
export function watchStrayRejections(owner: StrayOwner): () => void {
  if (owners.size === 0) process.on('unhandledRejection', onRejection);
  owners.add(owner);
  return () => {
    owners.delete(owner);
    if (owners.size === 0) process.off('unhandledRejection', onRejection);
  };
}

function onRejection(reason: unknown): void {
  // A request that was cut off with its iteration: nobody is there any more to await it.
  if (reason instanceof Interrupted) return;
  // Has stopped the run, with its place.
  if (reason instanceof NotWaitedFor) return;
  const owner = [...owners].find((one) => one.owns(reason));
  if (owner === undefined) throw reason;
  owner.take(reason);
}
