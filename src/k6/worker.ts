import { parentPort } from 'node:worker_threads';
import { Instance } from './instance.js';
import type { Message, Request } from './thread.js';

/** Entry of a worker thread: answers the master's calls with an engine of its own. */
const port = parentPort!;
const send = (message: Message): void => port.postMessage(message);
const instance = new Instance((event) => send({ type: 'event', event }));

port.on('message', ({ id, method, args }: Request) => {
  const call = instance[method].bind(instance) as (...args: readonly unknown[]) => Promise<unknown>;
  call(...args).then(
    (value) => send({ type: 'answer', id, value }),
    (error: unknown) =>
      send({ type: 'broken', id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
