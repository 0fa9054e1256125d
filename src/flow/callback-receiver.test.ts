import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Arrival, type Receiver, startReceiver } from './callback-receiver.js';

const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});
async function start(changes: Partial<Parameters<typeof startReceiver>[0]> = {}): Promise<Receiver> {
  const receiver = await startReceiver({ host: '127.0.0.1', ports: [0], publicUrl: '', ...changes }, 10);
  closing.push(receiver);
  return receiver;
}
const post = (url: string, data: string) =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ data, sign: 's' }) });
const texts = (arrivals: readonly Arrival[]) => arrivals.map(({ via, method, data }) => `${method} ${via} ${data}`);
const count = (wanted: number) => (arrivals: readonly Arrival[]) => arrivals.length >= wanted;

describe('the receiver of callbacks', () => {
  it('gives every case addresses of its own that nobody can guess, and keeps cases apart', async () => {
    const receiver = await start();
    const [one, two] = [receiver.open(), receiver.open()];
    expect(one.notifyUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/notify$/);
    await Promise.all([post(one.notifyUrl, '1'), post(two.notifyUrl, '2'), post(two.returnUrl, '3')]);
    expect(texts(one.arrivals)).toEqual(['POST notify 1']);
    expect(texts(two.arrivals).sort()).toEqual(['POST notify 2', 'POST return 3']);
    const elsewhere = await post(one.notifyUrl.replace(/[0-9a-f]{32}/, '0'.repeat(32)), '4');
    expect(elsewhere.status).toBe(404);
  });

  it('takes any method, and answers at once with 200', async () => {
    const box = (await start()).open();
    expect((await fetch(`${box.returnUrl}?data=1`)).status).toBe(200);
    expect((await fetch(box.notifyUrl, { method: 'PUT', body: 'x' })).status).toBe(200);
    expect(texts(box.arrivals)).toEqual(['GET return 1', 'PUT notify undefined']);
  });

  it("does not count a browser's question before a foreign request", async () => {
    const box = (await start()).open();
    await fetch(box.returnUrl, { method: 'OPTIONS' });
    expect(box.arrivals).toEqual([]);
  });

  it('trust row 17: waits for what comes, and no longer than told', async () => {
    const box = (await start()).open();
    const waiting = box.waitFor(count(2), 60_000);
    await post(box.notifyUrl, '1');
    await post(box.notifyUrl, '2');
    expect(await waiting).toBe(true);
    expect(await box.waitFor(count(2), 0)).toBe(true);
    expect(await box.waitFor(count(3), 10)).toBe(false);
  });

  it('refuses a body larger than any callback, and notes that something came', async () => {
    const box = (await start()).open();
    const answer = await fetch(box.notifyUrl, { method: 'POST', body: Buffer.alloc(3_000_000) }).catch(() => undefined);
    expect(answer?.status ?? 413).toBe(413);
    expect(await box.waitFor(count(1), 60_000)).toBe(true);
    expect(texts(box.arrivals)).toEqual(['POST notify undefined']);
  });

  it('trust row 25: keeps some megabytes of callbacks for a case, however many come', async () => {
    const box = (await start()).open();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    for (let n = 0; n < 10; n += 1)
      await fetch(box.notifyUrl, { method: 'POST', headers, body: `data=${'x'.repeat(900_000)}` });
    expect(box.arrivals.length).toBeGreaterThan(3);
    expect(box.arrivals.length).toBeLessThan(7);
  });

  it('outlives a sender that goes away in the middle, which is no arrival', async () => {
    const receiver = await start();
    const box = receiver.open();
    const { port, pathname } = new URL(box.notifyUrl);
    const socket = connect(Number(port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.resume();
    socket.end(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\ndata=`);
    await new Promise((resolve) => socket.once('close', resolve));
    await post(box.returnUrl, '1');
    expect(texts(box.arrivals)).toEqual(['POST return 1']);
  });

  it('is reached under a public address with a path of its own', async () => {
    const receiver = await start({ publicUrl: 'https://tests.example:8028/hooks' });
    expect(receiver.open().notifyUrl).toMatch(/^https:\/\/tests\.example:8028\/hooks\/[0-9a-f]{32}\/notify$/);
  });

  it('takes the next port when one is taken, and says so when there is no other', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    closing.push(taken);
    const { port } = taken.address() as AddressInfo;
    expect((await start({ ports: [port, 0] })).publicUrl).not.toContain(`:${port}`);
    await expect(start({ ports: [port] })).rejects.toThrow(/EADDRINUSE.*callbacks\.listen/);
  });
});
