import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CallbackFields, readCallback } from './callback-form.js';
import type { CallbackVia } from './judge/seen.js';

/** A request that came to a callback address, of any method and form. */
export interface Arrival extends CallbackFields {
  readonly via: CallbackVia;
  readonly method: string;
  readonly contentType: string;
  /** Monotonic time (`performance.now()`) at which it was whole. */
  readonly atMs: number;
}

/** The two addresses of one case, which nobody can guess, and what came there. */
export interface Mailbox {
  readonly returnUrl: string;
  readonly notifyUrl: string;
  /** In the order of their coming. */
  readonly arrivals: readonly Arrival[];
  /** Waits until the arrivals are enough or the time is over; true when they are. */
  waitFor(enough: (arrivals: readonly Arrival[]) => boolean, ms: number): Promise<boolean>;
}

/** Takes callbacks: one listener for all cases of a worker, a mailbox for each. */
export interface Receiver {
  /** Under which others reach it; no slash at the end. */
  readonly publicUrl: string;
  open(): Mailbox;
  close(): Promise<void>;
}

export interface ReceiverSettings {
  readonly host: string;
  /** Tried in turn; 0 takes any free one. A single one is waited for a little. */
  readonly ports: readonly number[];
  /** The address under which the target reaches it; empty: the address it listens on. */
  readonly publicUrl: string;
}

/** The ports the vendor's servers call back on (without 443, which belongs to HTTPS), then any free one. */
export const PREFERRED_PORTS = [8028, 5000, 16003, 8883, 0] as const;

const BODY_LIMIT_BYTES = 1_000_000;
const KEPT_ARRIVALS = 50;
/** Of all that comes to one mailbox together. */
const KEPT_BYTES = 4_000_000;
const PORT_TRIES = 10;
const BACK_PAGE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Facegate</title><body style="font:16px system-ui;max-width:32em;margin:15vh auto;padding:0 1em"><h1>You are back</h1><p>Facegate has received what came with you. This window can be closed.</p></body></html>';

interface OpenBox {
  readonly arrivals: Arrival[];
  /** Bytes of their bodies. */
  kept: number;
  readonly waiting: Set<() => void>;
}

/** Starts to listen. Rejects with the reason when no port can be had. */
export async function startReceiver(
  { host, ports, publicUrl }: ReceiverSettings,
  portPauseMs = 300,
): Promise<Receiver> {
  const boxes = new Map<string, OpenBox>();
  const server = createServer((request, response) => {
    readBody(request).then(
      async (body) => {
        const [, key = '', via = ''] = /\/([0-9a-f]{32})\/(notify|return)\/?(?:\?|$)/.exec(request.url ?? '') ?? [];
        const box = boxes.get(key);
        const status = box === undefined ? 404 : body === undefined ? 413 : 200;
        // A browser's question before a foreign request is no callback.
        if (
          box !== undefined &&
          request.method !== 'OPTIONS' &&
          box.arrivals.length < KEPT_ARRIVALS &&
          box.kept < KEPT_BYTES
        ) {
          box.kept += body?.length ?? 0;
          const atMs = performance.now();
          const contentType = request.headers['content-type'] ?? '';
          const fields = await readCallback(request.url ?? '', contentType, body ?? Buffer.alloc(0));
          box.arrivals.push({ via: via as CallbackVia, method: request.method ?? '', contentType, atMs, ...fields });
        }
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.writeHead(status).end(status === 404 ? '' : BACK_PAGE);
        for (const look of [...(box?.waiting ?? [])]) look();
      },
      // The sender went away before its request was whole: nothing arrived.
      () => response.destroy(),
    );
  });
  const port = await listenOnFirst(server, host, ports, portPauseMs);
  const base = publicUrl === '' ? `http://${host.includes(':') ? `[${host}]` : host}:${port}` : publicUrl;
  return {
    publicUrl: base,
    open() {
      const key = randomBytes(16).toString('hex');
      const box: OpenBox = { arrivals: [], kept: 0, waiting: new Set() };
      boxes.set(key, box);
      return {
        returnUrl: `${base}/${key}/return`,
        notifyUrl: `${base}/${key}/notify`,
        arrivals: box.arrivals,
        waitFor: (enough, ms) => waitFor(box, enough, ms),
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function waitFor(box: OpenBox, enough: (arrivals: readonly Arrival[]) => boolean, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (met: boolean) => {
      clearTimeout(timer);
      box.waiting.delete(look);
      resolve(met);
    };
    const look = () => {
      if (enough(box.arrivals)) end(true);
    };
    const timer = setTimeout(() => end(false), Math.max(0, ms));
    box.waiting.add(look);
    look();
  });
}

/** The body of a request; undefined when it is larger than any callback. Rejects when it breaks off. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > BODY_LIMIT_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function listenOnFirst(server: Server, host: string, ports: readonly number[], pauseMs: number): Promise<number> {
  // The port of a worker that has just ended may be taken for a moment.
  const tries = ports.length === 1 && ports[0] !== 0 ? PORT_TRIES : 1;
  let reason = '';
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await sleep(pauseMs);
    for (const port of ports) {
      try {
        return await listen(server, host, port);
      } catch (error) {
        reason = (error as Error).message;
      }
    }
  }
  throw new Error(
    `callbacks cannot be received: ${reason}; free the port, or change callbacks.listen in the target file`,
  );
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refused = (error: Error) => {
      server.off('listening', listening);
      reject(error);
    };
    const listening = () => {
      server.off('error', refused);
      resolve((server.address() as AddressInfo).port);
    };
    server.once('error', refused);
    server.once('listening', listening);
    server.listen(port, host);
  });
}
