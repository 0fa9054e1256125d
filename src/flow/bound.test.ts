import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../run/find-browser.js';
import { createTally, LARGEST_DOCUMENT, MOST_LOADED } from './bound.js';
import { launchBrowser, openContext } from './browser.js';
import { getPlainly, openPage } from './page.js';
import { noFlow } from './settings.js';

describe('what a page loads is counted', () => {
  it('a document by itself, all else together', () => {
    const tally = createTally();
    tally.isDocument('page');
    expect(tally.add('page', LARGEST_DOCUMENT)).toBe('');
    expect(tally.add('script', LARGEST_DOCUMENT + 1)).toBe('');
    expect(tally.add('page', 1)).toContain('larger than 4 MB');
    expect(tally.add('film', MOST_LOADED)).toContain('more than 200 MB');
  });
});

const found = await findBrowser(process.env);
const title = 'missing' in found ? `pages in Chromium: not run, ${found.missing}; ${found.cure}` : 'pages in Chromium';

describe.skipIf('missing' in found)(`trust row 25: ${title}`, () => {
  const settings = { ...noFlow, notRun: '', browserPath: 'path' in found ? found.path : '', loopback: true };
  const chunk = `<p>${'x'.repeat(64_000)}\n`;
  let sent = 0;
  const pages: Record<string, (response: ServerResponse) => void> = {
    '/endless': (response) => {
      const more = () => {
        while (!response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) break;
        }
      };
      response.on('drain', more);
      more();
    },
    '/drip': (response) => {
      response.write('<title>slow</title>');
      const timer = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(timer));
    },
  };
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    (pages[request.url ?? ''] ?? ((other) => other.end()))(response);
  });
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchBrowser(settings);
  });
  afterAll(async () => {
    server.close().closeAllConnections();
    await browser.close();
  });

  it('one of gigabytes is closed, and says so', async () => {
    const context = await openContext(browser, url, settings);
    const told: string[] = [];
    const seen = await openPage(await context.newPage(), `${url}/endless`, (why) => told.push(why), 60_000);
    expect(seen).toMatchObject({ status: 0, refusal: 'the page is larger than 4 MB and was closed' });
    expect(told).toEqual([seen.refusal]);
    await context.close();
    // What was under way when the window closed comes on top.
    expect(sent).toBeLessThan(200_000_000);
  });

  it('one that drips is walked on with what is known of it', async () => {
    const context = await openContext(browser, url, settings);
    expect(await openPage(await context.newPage(), `${url}/drip`, undefined, 300)).toMatchObject({
      status: 200,
      refusal: '',
    });
    await context.close();
  });

  it('of both a plain request reads only the beginning', async () => {
    expect(await getPlainly(`${url}/endless`)).toMatchObject({ status: 200, refusal: '' });
  });
});
