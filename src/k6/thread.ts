import { Worker } from 'node:worker_threads';
import { Instance } from './instance.js';
import type { InstanceApi, InstanceEvent } from './instance-api.js';

/** One thread of the engine as its master sees it. */
export interface Thread extends InstanceApi {
  /** Ends it at once, whatever it does. */
  terminate(): Promise<void>;
}

/** Starts a thread; events arrive at `onEvent`, its unexpected end at `onDeath`. */
export type SpawnThread = (onEvent: (event: InstanceEvent) => void, onDeath: (cause: Error) => void) => Thread;

export interface Request {
  readonly id: number;
  readonly method: keyof InstanceApi;
  readonly args: readonly unknown[];
}

export type Message =
  | { readonly type: 'event'; readonly event: InstanceEvent }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'broken'; readonly id: number; readonly message: string };

const METHODS: readonly (keyof InstanceApi)[] = [
  'declare',
  'prepare',
  'setup',
  'run',
  'stop',
  'teardown',
  'summarize',
  'report',
  'close',
];

/** Runs the engine in this very thread: for one worker, and for tests. */
export const spawnInline: SpawnThread = (onEvent) =>
  Object.assign(new Instance(onEvent), { terminate: () => Promise.resolve() });

/** Runs the engine in a worker thread of its own. */
export const spawnWorker = onWorkers(() => new Worker(new URL('./worker.js', import.meta.url), { env: {}, argv: [] }));

/** Runs the engine in worker threads that `start` makes out of `worker.ts`. */
export function onWorkers(start: () => Worker): SpawnThread {
  return (onEvent, onDeath) => threadOn(start(), onEvent, onDeath);
}

function threadOn(worker: Worker, ...[onEvent, onDeath]: Parameters<SpawnThread>): Thread {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  let dead: Error | undefined;
  const die = (cause: Error): void => {
    dead = cause;
    for (const { reject } of waiting.values()) reject(cause);
    waiting.clear();
    onDeath(cause);
  };
  worker.on('message', (message: Message) => {
    switch (message.type) {
      case 'event':
        onEvent(message.event);
        break;
      case 'answer':
        waiting.get(message.id)?.resolve(message.value);
        waiting.delete(message.id);
        break;
      case 'broken':
        waiting.get(message.id)?.reject(new Error(message.message));
        waiting.delete(message.id);
    }
  });
  worker.on('error', die);
  worker.on('exit', (code) => {
    if (waiting.size > 0) die(new Error(`an engine thread ended with code ${code}`));
  });
  const call = (method: keyof InstanceApi, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (dead !== undefined) {
        reject(dead);
        return;
      }
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, method, args } satisfies Request);
    });
  const api = Object.fromEntries(METHODS.map((method) => [method, (...args: unknown[]) => call(method, args)]));
  return {
    ...(api as unknown as InstanceApi),
    terminate: async () => {
      dead = new Error('the engine thread was ended');
      for (const { reject } of waiting.values()) reject(dead);
      waiting.clear();
      await worker.terminate();
    },
  };
}
