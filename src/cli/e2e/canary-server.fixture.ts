import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkCharacter } from '../../conformance/scenario/idcard.js';
import { SPELLINGS } from '../../output/spellings.fixture.js';

/** A target that says back whatever it has ever heard. */
export interface CanaryServer {
  readonly url: string;
  /** Secrets, and names and ID numbers that may be somebody's, in the order in which they came. */
  readonly heard: ReadonlySet<string>;
  readonly requests: () => number;
  close(): void;
}

type Json = (status: number, value: object) => void;

/** How many spellings one answer carries: bodies and texts are cut, and each must get its turn near the front. */
const SPELLINGS_AT_ONCE = 8;

/**
 * Starts it. It answers with values of this and of earlier requests, in every spelling by turns: in error_message, in other
 * fields, in headers, in pages of HTML, in bodies that are no JSON, instead of a status line, and in both callbacks.
 */
export async function startCanaryServer(): Promise<CanaryServer> {
  const heard = new Set<string>();
  const flows = new Map<string, { readonly returnUrl: string; readonly notifyUrl: string }>();
  const keys = new Set<string>();
  let requests = 0;
  let turn = 0;

  /** Some values, the newest and older ones by turns, each in the next spellings. */
  const echo = (): string => {
    const values = [...heard];
    const parts: string[] = [];
    for (let count = 0; count < SPELLINGS_AT_ONCE; count++, turn++) {
      const [, write] = SPELLINGS[turn % SPELLINGS.length]!;
      const value = turn % 2 === 0 ? values.at(-1) : values[turn % values.length];
      if (value !== undefined) parts.push(write(value));
    }
    return parts.join(' ; ');
  };

  const answerApi = (request: IncomingMessage, response: ServerResponse, body: string): void => {
    requests += 1;
    const fields = fieldsOf(request, body);
    for (const name of ['api_secret', 'api_key', 'idcard_name', 'idcard_number']) {
      const value = fields.get(name) ?? '';
      if (name.startsWith('api') ? value.length > 8 : isSomebodys(value)) heard.add(value);
    }
    const { api_key: key = '', return_url: returnUrl = '', notify_url: notifyUrl = '' } = Object.fromEntries(fields);
    const headers = {
      'X-Echo': encodeURIComponent(echo()),
      'X-Raw': [...heard].filter(isPlain).join(),
    };
    const json: Json = (status, value) => {
      response.writeHead(status, { ...headers, 'Content-Type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    const token = `t${requests}`;
    const success = { request_id: `r${requests}`, time_used: 1, expired_time: Math.ceil(Date.now() / 1000) + 3600 };
    const isFlow = !returnUrl.includes('example.com');
    if (isFlow) flows.set(token, { returnUrl, notifyUrl });
    // The first request of an account only asks whether this is the API.
    if (isFlow || !keys.has(key)) json(200, { ...success, token, echo: echo() });
    else answerBadly(response, headers, json);
    keys.add(key);
  };

  const answerBadly = (response: ServerResponse, headers: Record<string, string>, json: Json): void => {
    const newest = [...heard].at(-1) ?? '';
    const kinds = [
      () => {
        response.writeHead(500, { ...headers, 'Content-Type': 'text/html' });
        response.end(`<title>${echo()}</title><body title='${echo()}'>${echo()}</body>`);
      },
      () => json(400, { error_message: `BAD_ARGUMENTS:${echo()}`, request_id: echo(), time_used: 1 }),
      () => json(200, { token: `t ${echo()}`, time_used: echo(), request_id: echo(), [echo()]: echo() }),
      () => response.socket?.end(`${newest} ${echo()}\r\n\r\n`),
      () => {
        response.writeHead(403, headers);
        response.end(`${newest}${echo()}`);
      },
      () => json(400, { error_message: echo() }),
      // As a terminal and a report might put it together again.
      () => json(400, { error_message: `BAD_ARGUMENTS:${[...heard].map((one) => [...one].join('\u0000')).join(' ')}` }),
    ];
    kinds[requests % kinds.length]!();
  };

  const answerPage = (response: ServerResponse, token: string): void => {
    const flow = flows.get(token);
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    if (flow === undefined) {
      response.end(`<title>${[...heard].at(-1)}</title>`);
      return;
    }
    const form = new URLSearchParams({ data: JSON.stringify({ echo: echo(), all: [...heard] }), sign: echo() });
    void fetch(flow.notifyUrl, { method: 'POST', body: form }).catch(() => undefined);
    const inputs = [...form].map(([name, value]) => `<input name="${name}" value="${escaped(value)}">`).join('');
    response.end(
      `<p>${escaped([...heard].join(' '))}</p><form method="post" action="${escaped(flow.returnUrl)}">${inputs}</form><script>document.forms[0].submit()</script>`,
    );
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      if (request.method === 'POST') answerApi(request, response, Buffer.concat(chunks).toString('utf8'));
      else answerPage(response, searchParams.get('token') ?? pathname);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    requests: () => requests,
    close: () => server.close().closeAllConnections(),
  };
}

function fieldsOf(request: IncomingMessage, body: string): Map<string, string> {
  if (!/multipart/i.test(request.headers['content-type'] ?? '')) return new Map(new URLSearchParams(body));
  const parts = body.matchAll(/name="([^"]*)"[^\r]*(?:\r\n[^\r]+)*\r\n\r\n([\s\S]*?)\r\n--/g);
  return new Map([...parts].map(([, name, value]) => [name!, value!] as const));
}

function isSomebodys(value: string): boolean {
  if (/^\p{Script=Han}{2,4}$/u.test(value)) return true;
  return /^\d{17}[\dX]$/.test(value) && checkCharacter(value.slice(0, 17)) === value[17];
}

function isPlain(text: string): boolean {
  return /^[ -~]+$/.test(text);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
