import { request } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { createRedactor } from '../../output/redactor.js';
import type { LiveEvent } from '../../records/live-types.js';
import { english } from '../../report/texts.js';
import { loadProgress } from '../progress.js';
import { SampleTally } from '../records/samples.js';
import { type Live, startLive } from './live-server.js';

const target = {
  name: 'staging',
  url: 'https://api.example',
  credentials: { full: { api_secret: 'very-secret-value' } },
};
const over = { title: 'All kept', tone: 'ok' } as const;
const run = { kind: 'latency', script: 'very-secret-value.js', engine: 'node 1', promised: [] } as const;

let live: Live | undefined;
afterEach(() => live?.end(over));

async function open(): Promise<Live> {
  live = await startLive(
    { command: 'load latency', target },
    english,
    createRedactor([{ kind: 'secret', value: 'very-secret-value' }]),
  );
  return live;
}

/** The events of the page, one after the other. */
async function listen(url: string) {
  const response = await fetch(new URL('events', url));
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    response,
    async next(): Promise<string> {
      while (!text.includes('\n\n')) {
        const { value, done } = await reader.read();
        if (done) return '';
        text += value;
      }
      const at = text.indexOf('\n\n');
      const event = text.slice(0, at);
      text = text.slice(at + 2);
      return event;
    },
  };
}

it('streams what the progress line tells, without a secret, and ends the stream with the run', async () => {
  const { url, say, begin, end } = await open();
  const { response, next } = await listen(url);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  expect(JSON.parse((await next()).slice('data: '.length))).toEqual({ line: '', cases: null, load: null });
  const tally = new SampleTally([]);
  tally.addRequest(0, 'ok', 20);
  tally.addRequest(0, 'unanswered', 20);
  say('2 requests of very-secret-value');
  const samples = tally.samples();
  begin(run)(loadProgress(samples, undefined, 1000, undefined, undefined), samples);
  const event = await next();
  const { line, load } = JSON.parse(event.slice('data: '.length)) as LiveEvent;
  expect(line).toBe('2 requests of ‹redacted:secret›');
  expect(load).toMatchObject({ run: { number: 1, kind: 'latency' }, progress: { requests: 2, rate: 2, errors: 1 } });
  expect(load?.points).toMatchObject([{ ok: 1, failed: 1, p95Ms: 20 }]);
  expect(event).not.toContain('very-secret-value');
  await end(over);
  expect(JSON.parse((await next()).slice('data: '.length)).load.progress.requests).toBe(2);
  expect(await next()).toBe(`event: end\ndata: ${JSON.stringify(over)}`);
  expect(await next()).toBe('');
  await expect(fetch(url)).rejects.toThrow();
});

it('tells how far the scenarios are, before a load run begins', async () => {
  const { url, cases } = await open();
  const { next } = await listen(url);
  await next();
  const figures = { total: 40, done: 10, failed: 3, broken: 1, undecided: 0, notRun: 2, elapsedMs: 900, leftMs: null };
  cases('40 scenarios of very-secret-value')(figures);
  const event = JSON.parse((await next()).slice('data: '.length)) as LiveEvent;
  expect(event).toEqual({ line: '', cases: { name: '40 scenarios of ‹redacted:secret›', ...figures }, load: null });
});

it('trust row 10: has a page that loads nothing from elsewhere and holds no credential of the target', async () => {
  const { url } = await open();
  const page = await fetch(url);
  const text = await page.text();
  expect(text).toContain('<h1>load latency is running</h1>');
  expect(text).not.toMatch(/https?:\/\/(?!api\.example)/);
  expect(text).not.toContain('very-secret-value');
  expect(page.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/,
  );
  for (const file of ['live.js', 'live.css', 'library.js'])
    expect([file, (await fetch(new URL(file, url))).status]).toEqual([file, 200]);
  for (const path of ['results.json', '..%2f..%2fpackage.json', '%2e%2e/package.json', 'live.js/../../x'])
    expect([path, (await fetch(new URL(path, url))).status]).toEqual([path, 404]);
});

it('trust row 10: refuses whoever comes under another name, whatever is asked for', async () => {
  const { url } = await open();
  const { hostname, port } = new URL(url);
  const status = await new Promise((resolve, reject) => {
    request({ hostname, port, path: '/events', headers: { Host: 'evil.example' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
});
