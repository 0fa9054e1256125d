import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What the emulator of a load run is to be like. */
export interface EmulatorChildOptions {
  readonly concurrencyLimit: number;
  /** The least time an answer to the account `limited` takes, milliseconds. */
  readonly limitedHoldMs: number;
  /** Whether photos will be sent: the face detector is then made ready first. */
  readonly photos: boolean;
}

export type EmulatorChildMessage =
  | { readonly kind: 'started'; readonly url: string; readonly photosUnavailable: string }
  | { readonly kind: 'failed'; readonly why: string };

export interface EmulatorProcess {
  readonly url: string;
  /** Why photos cannot be judged; empty when they can, or are not asked for. */
  readonly photosUnavailable: string;
  /** How it ended before it was closed; empty as long as it lives. */
  ended(): string;
  close(): Promise<void>;
}

/**
 * Starts the emulator in a process of its own: in the engine's it would compete with what measures it. It ends with this
 * process, however that ends.
 */
export async function startEmulatorProcess(options: EmulatorChildOptions): Promise<EmulatorProcess> {
  const child = fork(fileURLToPath(new URL('./emulator-child.js', import.meta.url)), [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const message = await new Promise<EmulatorChildMessage>((resolve) => {
    child.once('message', (sent) => resolve(sent as EmulatorChildMessage));
    child.once('error', (error) => resolve({ kind: 'failed', why: error.message }));
    child.once('exit', (code, signal) => resolve({ kind: 'failed', why: `it ended (${signal ?? code})` }));
    child.send(options);
  });
  if (message.kind === 'failed') {
    child.kill('SIGKILL');
    throw new Error(`the emulator could not be started: ${message.why}`);
  }
  let end = '';
  child.once('exit', (code, signal) => {
    end = String(signal ?? code);
  });
  return {
    url: message.url,
    ended: () => end,
    photosUnavailable: message.photosUnavailable,
    close() {
      child.kill('SIGKILL');
      return closed;
    },
  };
}
