import { createHash } from 'node:crypto';
import { say } from '../../sayings/run.js';

/** What makes two watches the same: figures of different services or requests must not be mixed. */
export interface WatchConfig {
  readonly url: string;
  /** Goes into the fingerprint only. */
  readonly apiKey: string;
  /** Time between two samples, milliseconds. */
  readonly everyMs: number;
  /** Tells one photo from another; empty when none is sent. */
  readonly photoHash: string;
}

/** A short text that is the same for the same configuration, from which the key cannot be read. */
export function watchFingerprint(config: WatchConfig): string {
  const { url, apiKey, everyMs, photoHash } = config;
  const canonical = JSON.stringify([url, apiKey, everyMs, photoHash === '' ? false : photoHash]);
  return createHash('sha256').update(`facegate watch\n${canonical}`).digest('hex').slice(0, 16);
}

/** The configuration for people, without the key. */
export function describeWatch({ url, everyMs, photoHash }: WatchConfig): string {
  return say(photoHash === '' ? 'watched' : 'watchedWithPhoto', { url, count: everyMs / 1000 });
}
