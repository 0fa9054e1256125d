import { Worker } from 'node:worker_threads';
import type { DetectorFiles } from './detector-files.js';
import type { DetectorAnswer, DetectorQuestion } from './detector-messages.js';
import type { Pixels } from './pixels.js';

type Waiting = { readonly resolve: (scores: readonly number[]) => void; readonly reject: (error: Error) => void };

/** One running thread of the detector. It keeps the process alive only while a picture waits for its answer. */
export class DetectorThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #ended: Error | undefined;

  constructor(files: DetectorFiles) {
    this.#worker = new Worker(files.worker, { workerData: files, name: 'face-detector' });
    this.#worker.unref();
    this.#worker.on('message', ({ id, scores }: DetectorAnswer) => {
      const question = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (this.#waiting.size === 0) this.#worker.unref();
      question?.resolve(scores);
    });
    this.#worker.on('error', (cause) => this.#end(new Error(`the face detector failed: ${String(cause)}`, { cause })));
    this.#worker.on('exit', () => this.#end(new Error('the face detector was closed')));
  }

  get ended(): boolean {
    return this.#ended !== undefined;
  }

  scores(pixels: Pixels): Promise<readonly number[]> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage({ id, pixels } satisfies DetectorQuestion);
    });
  }

  /** Ends the thread at once; pictures that wait are rejected. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #end(reason: Error): void {
    this.#ended ??= reason;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}
