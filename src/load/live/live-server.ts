import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { redactedJson } from '../../output/redacted-json.js';
import type { Redactor } from '../../output/redactor.js';
import type { CaseProgress, LiveEnd, LiveEvent, LiveRun, LoadProgress } from '../../records/live-types.js';
import { LIVE_POLICY, liveScript, liveStyle, renderLivePage } from '../../report/live/live-page.js';
import type { Texts } from '../../report/texts.js';
import { packageRoot } from '../../run/package-root.js';
import type { Samples } from '../records/samples.js';
import { type LiveLook, liveEvent, type Told } from './live-event.js';
import { refuseVisitor } from './refuse-visitor.js';

/** The page of a run under way, for a browser on this machine. */
export interface Live {
  readonly url: string;
  /** Takes in the progress line. */
  say(line: string): void;
  /** Scenarios begin, under this heading: what comes back takes in how far they are. */
  cases(name: string): (progress: CaseProgress) => void;
  /** A load run begins: what comes back takes in how it stands, now and then. */
  begin(run: Omit<LiveRun, 'number'>): (progress: LoadProgress, samples: Samples) => void;
  /** Tells the pages that the run is over, and closes; a page that does not listen is not waited for. */
  end(end: LiveEnd): Promise<void>;
}

/** What the page says of its run. */
export interface LiveRunName {
  readonly command: string;
  readonly target: { readonly name: string; readonly url: string };
}

const HEADERS = {
  'Content-Security-Policy': LIVE_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};
const MOST_PAGES = 20;
/** Between two events at least. */
const SEND_EVERY_MS = 250;
const END_WITHIN_MS = 500;

/** Serves the page on a free port of 127.0.0.1. Nothing is made for it while no page is open. */
export async function startLive(name: LiveRunName, texts: Texts, redactor: Redactor): Promise<Live> {
  const { command, target } = name;
  // Of the target no more than this.
  const said = redactedJson({ command, target: { name: target.name, url: target.url } }, redactor);
  const page = renderLivePage(JSON.parse(said) as LiveRunName, texts);
  const pages = new Map<ServerResponse, Told | undefined>();
  let line = '';
  let cases: LiveEvent['cases'] = null;
  let look: LiveLook | undefined;
  let runs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function send(response: ServerResponse): void {
    // One that does not read gets the next event instead, which then tells all of it.
    if (response.writableNeedDrain) return;
    const { event, told } = liveEvent(line, look, pages.get(response));
    pages.set(response, told);
    response.write(`data: ${redactedJson({ ...event, cases } satisfies LiveEvent, redactor)}\n\n`);
  }

  function changed(): void {
    if (pages.size === 0 || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      for (const response of pages.keys()) send(response);
    }, SEND_EVERY_MS);
  }

  function openEvents(request: IncomingMessage, response: ServerResponse): void {
    if (pages.size >= MOST_PAGES) {
      answer(response, 503, 'text/plain', 'too many pages are open');
      return;
    }
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream; charset=utf-8' });
    pages.set(response, undefined);
    const gone = () => pages.delete(response);
    request.on('close', gone);
    response.on('error', gone);
    send(response);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = refuseVisitor(request.method ?? '', request.headers);
    if (refused !== undefined) return answer(response, refused.status, 'text/plain', refused.error);
    switch (request.url?.split('?')[0]) {
      case '/':
        return answer(response, 200, 'text/html', page);
      case '/live.css':
        return answer(response, 200, 'text/css', liveStyle);
      case '/live.js':
        return answer(response, 200, 'text/javascript', liveScript);
      case '/library.js':
        return answer(response, 200, 'text/javascript', await readFile(LIBRARY, 'utf8'));
      case '/events':
        return openEvents(request, response);
      default:
        return answer(response, 404, 'text/plain', 'there is no such page');
    }
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: Error) => answer(response, 500, 'text/plain', error.message));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    say(text) {
      line = text;
      changed();
    },
    cases: (name) => (progress) => {
      cases = { name, ...progress };
      changed();
    },
    begin(about) {
      runs += 1;
      const run = { number: runs, ...about };
      return (progress, samples) => {
        look = { run, progress, samples };
        changed();
      };
    },
    async end(end) {
      clearTimeout(timer);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const response of pages.keys()) {
        send(response);
        response.end(`event: end\ndata: ${redactedJson(end, redactor)}\n\n`);
      }
      server.closeIdleConnections();
      const waited = setTimeout(() => server.closeAllConnections(), END_WITHIN_MS);
      await closed;
      clearTimeout(waited);
    },
  };
}

/** The charting library that the build makes. */
const LIBRARY = join(packageRoot, 'dist', 'src', 'report', 'charts', 'library.js');

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { ...HEADERS, 'Content-Type': `${type}; charset=utf-8`, Connection: 'close' });
  response.end(body);
}
