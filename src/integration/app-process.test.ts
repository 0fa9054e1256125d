import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../testing/free-port.js';
import { openOutput, startApp } from './app-process.js';

/** Answers at once; after /busy and /crash it is busy for a second, and after /crash it ends then. */
const APP = `
require('node:http').createServer((request, response) => {
  response.end('ok');
  if (request.url === '/') return;
  setTimeout(() => {
    for (const end = Date.now() + 1000; Date.now() < end; );
    if (request.url === '/crash') JSON.parse('<');
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

it.each([
  ['that crashes late is known to have ended', '/crash', 'exit code 1'],
  ['that is only busy is not', '/busy', ''],
])('an app %s', async (_what, path, end) => {
  const folder = mkdtempSync(join(tmpdir(), 'app-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'app.cjs'), APP);
  const port = await freePort();
  const ready = `http://127.0.0.1:${port}/`;
  const env = { ...process.env, PORT: String(port) };
  const app = await startApp({ command: 'node app.cjs', folder, env, ready }, openOutput(), () => false);
  if ('failed' in app) throw new Error(app.failed);
  onTestFinished(() => app.stop());
  await (await fetch(new URL(path, ready))).text();
  await app.settled();
  expect(app.ended()).toBe(end);
  // Another check may start it anew while this one has yet to be judged.
  await app.stop();
  expect(app.ended()).toBe(end);
});
