import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getToken } from '../../../contracts/get-token/get-token.js';
import { tellingCredentials } from '../../conformance/scenario/wrong-credential.js';
import { readings, reduced } from '../../output/spellings.fixture.js';
import type { Results } from '../../records/types.js';
import { findBrowser } from '../../run/find-browser.js';
import { packageRoot } from '../../run/package-root.js';
import { type CanaryServer, startCanaryServer } from './canary-server.fixture.js';
import { filesBelow, scratchFolder, startCli } from './run-cli.fixture.js';

// Each of these runs the whole program against a server that says back all it has ever heard.

const KEY = 'Canary0Key7q4Zt9Wm2Xb5Rn8Lc1';
const SECRET = 'CnrySecret-5vT8/kQ2+xJ7pH4=dG9&wB';
const LIMITED_KEY = 'Canary1Key3r6Yu8Vn1Za4Qm7Kd0';
const LIMITED_SECRET = 'CnryLimited-9zR3hL6yF1uM8sD5tE';
const NAME = '欧阳娜娜';
const NUMBER = '11010119900307627X';
/** Two things a run needs and no environment of a child may hold. */
const ENV = { VENDOR_KEY: KEY, VENDOR_SECRET: SECRET, VENDOR_KEY_2: LIMITED_KEY, VENDOR_SECRET_2: LIMITED_SECRET };
const PHOTO = join(packageRoot, 'fixtures', 'images', 'one-face.jpg');

const person = { idcard_name: NAME, idcard_number: NUMBER };
const wrong = (field: string, how: string) => ({ name: `${field}: ${how}`, with: { [field]: { wrong: how } } });
const SCENARIOS = [
  { name: 'a person of mine', base: 'data-source', with: person },
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].map((name) => ({ name, base: 'data-source' })),
  { name: 'urlencoded', base: 'data-source', form: 'urlencoded' },
  { name: 'a photo', base: 'own-photo' },
  wrong('api_secret', 'case'),
  wrong('api_secret', 'last character'),
  wrong('api_secret', 'one character less'),
  wrong('api_key', 'one character more'),
  wrong('api_secret', 'other account'),
  { name: 'mine again', base: 'data-source', with: person, expect: '200 token' },
  { name: 'judged', base: 'data-source', expect: '400 MISSING_ARGUMENTS: biz_no' },
].map((one) => ({ rule: 'biz_no.required', expect: 'observe', ...one, name: `canary, ${one.name}` }));
const FLOW = {
  rule: 'return_url.post',
  kind: 'flow',
  base: 'data-source',
  see: 'return_url posted',
  name: 'canary, flow',
};

const OWN_SCRIPT = `
import http from 'k6/http';
import encoding from 'k6/encoding';
import secrets from 'k6/secrets';
const photo = open(__ENV.FACEGATE_PHOTO, 'b');
export default async function () {
  const { FACEGATE_URL, FACEGATE_API_KEY, FACEGATE_API_SECRET } = __ENV;
  const fields = { api_key: FACEGATE_API_KEY, api_secret: FACEGATE_API_SECRET, return_url: 'https://example.com/' };
  const answer = await http.asyncRequest('POST', FACEGATE_URL + '/faceid/liveness/v2/get_token', fields);
  console.log(answer.body);
  console.error(encoding.b64encode(photo));
  console.log(JSON.stringify(__ENV));
  const token = await secrets.get('token');
  console.log(token, encoding.b64encode(token), [...token].join(' '));
}`;

/** Of a source that the script has and the target has not. */
const OF_A_SOURCE = 'CnrySource-4kT9xW2mB7qZ5vH8';

let server: CanaryServer;
beforeEach(async () => {
  server = await startCanaryServer();
});
afterEach(() => server?.close());

function writeInputs(folder: string): Record<'target' | 'scenarios' | 'script' | 'secrets' | 'sla', string> {
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  mkdirSync(join(folder, 'scenarios'));
  file('scenarios/mine.json', JSON.stringify('missing' in browser ? SCENARIOS : [...SCENARIOS, FLOW]));
  const accounts = [
    '  full: { api_key: "${VENDOR_KEY}", api_secret: "${VENDOR_SECRET}" }',
    '  limited: { api_key: "${VENDOR_KEY_2}", api_secret: "${VENDOR_SECRET_2}" }',
  ];
  return {
    target: file('target.yaml', `url: ${server.url}\ncredentials:\n${accounts.join('\n')}\nconcurrency_limit: 2\n`),
    scenarios: join(folder, 'scenarios'),
    script: file('own.js', OWN_SCRIPT),
    secrets: file('secrets.txt', `token=${OF_A_SOURCE}\n`),
    sla: file('sla.yaml', 'duration: 3s\nwarmup: 1s\nrate: 5\nlatency: [{ percentile: 95, below_ms: 2000 }]\n'),
  };
}

const browser = await findBrowser(process.env);

/** What a run left, and what was seen of it while it went on: texts by where they stood. */
async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Map<string, string>> {
  const cwd = scratchFolder();
  const temporary = mkdtempSync(join(tmpdir(), 'fgc-'));
  const seen = new Map<string, string>();
  const { ended } = startCli(args, cwd, { ...ENV, ...env, TMPDIR: temporary });
  const look = setInterval(() => {
    for (const { pid, commandLine, environ } of childrenWith(temporary)) {
      seen.set(`arguments of ${commandLine.slice(0, 60)}`, commandLine);
      if (!commandLine.includes(join('cli', 'main.js')) && !isLoadEngine(commandLine))
        seen.set(`environment of ${pid} ${commandLine.slice(0, 60)}`, environ);
    }
    for (const [file, text] of textsBelow(temporary)) seen.set(`${file} while it ran`, text);
  }, 600);
  const { stdout, stderr } = await ended;
  clearInterval(look);
  seen.set('stdout', stdout);
  seen.set('stderr', stderr);
  for (const [file, text] of [...textsBelow(temporary), ...textsBelow(cwd)]) seen.set(file, text);
  rmSync(temporary, { recursive: true, force: true });
  return seen;
}

/** Only the engine that sends is given the account. */
function isLoadEngine(commandLine: string): boolean {
  return /(^|\/)k6 run /.test(commandLine);
}

function childrenWith(folder: string): { pid: string; commandLine: string; environ: string }[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc').flatMap((pid) => {
    try {
      if (!/^\d+$/.test(pid)) return [];
      // In this order: a process that has just been forked still has both from its parent.
      const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const environ = readFileSync(`/proc/${pid}/environ`, 'utf8');
      return environ.includes(folder) ? [{ pid, environ, commandLine }] : [];
    } catch {
      return [];
    }
  });
}

function textsBelow(folder: string): Map<string, string> {
  const texts = new Map<string, string>();
  let files: { file: string; bytes: Buffer }[] = [];
  try {
    files = filesBelow(folder);
  } catch {
    // Something went while it was looked at.
  }
  for (const { file, bytes } of files) {
    const name = file.slice(folder.length);
    const text = bytes.toString('utf8');
    texts.set(name, text);
    const zip = /data:application\/zip;base64,([A-Za-z0-9+/=]+)/.exec(text)?.[1];
    if (zip === undefined) continue;
    // The page around the zip is a program.
    texts.set(name, text.replace(zip, ''));
    for (const [entry, content] of Object.entries(unzipSync(Buffer.from(zip, 'base64'))))
      texts.set(`${name} › ${entry}`, strFromU8(content));
  }
  return texts;
}

const DEEP = 120_000;

/** Where a value stands that must stand nowhere: `place: value`. */
function leaks(seen: ReadonlyMap<string, string>): string[] {
  const secrets = [KEY, SECRET, LIMITED_KEY, LIMITED_SECRET]
    .flatMap((right) => [right, ...tellingCredentials(right)])
    .concat(OF_A_SOURCE);
  const halves = secrets.flatMap((secret) => [secret.slice(0, 14), secret.slice(-14)]);
  const photo = readFileSync(PHOTO).toString('base64').slice(0, 200);
  const values = [...new Set([...secrets, ...halves, ...server.heard, NAME, NUMBER, photo])];
  const needles = values.map((value) => [value, reduced(value)] as const).filter(([, needle]) => needle.length > 1);
  const found = new Set<string>();
  for (const [place, text] of seen) {
    const read = readings(text, text.length > DEEP ? 1 : 2);
    for (const [value, needle] of needles) {
      if (read.some((one) => one.includes(needle))) found.add(`${place}: ${value} ${context(read, needle)}`);
    }
  }
  return [...found];
}

function context(read: readonly string[], needle: string): string {
  const text = read.find((one) => one.includes(needle)) ?? '';
  const at = text.indexOf(needle);
  return `(reading ${read.indexOf(text)}: ${text.slice(Math.max(0, at - 60), at + needle.length + 20)})`;
}

describe('trust row 1, 26, 27: a server that says back all it has ever heard, in every spelling', () => {
  it('gets nothing of it into a contract run, liveness flow included', async () => {
    const { target, scenarios } = writeInputs(scratchFolder());
    const selection = ['--scenarios', scenarios, '--grep', 'canary', '--seed', '7'];
    const seen = await run(['contract', '--target', target, ...selection, '--playwright-report', '--out', 'out']);
    expect([...seen.keys()]).toContain('/out/results.json');
    expect(server.heard.size).toBeGreaterThan(20);
    expect(seen.get('/out/results.json')).toContain('‹redacted:idcard_name›');
    expect([...seen.keys()].filter((place) => place.includes('playwright/index.html ›'))).not.toEqual([]);
    if (!('missing' in browser)) expect([...seen.keys()].join()).toMatch(/chrom/i);
    expect(leaks(seen)).toEqual([]);
  });

  it('gets nothing of it into a script of the user that prints all it has', async () => {
    const { target, script, secrets } = writeInputs(scratchFolder());
    const options = ['--photo', PHOTO, '--target', target, '--engine', 'node', '--out', 'out'];
    const seen = await run(['load', script, ...options, '--', `--secret-source=file=${secrets}`]);
    expect(seen.get('stderr')).toContain('***SECRET_REDACTED*** ‹redacted:secret› ‹redacted:secret›');
    expect(seen.get('stderr')).toContain('‹redacted:photo›');
    expect(leaks(seen)).toEqual([]);
  });

  it('gets nothing of it into a watch', async () => {
    const { target } = writeInputs(scratchFolder());
    const often = ['--every', '1s', '--for', '3s', '--file', 'w.jsonl'];
    const seen = await run(['watch', '--target', target, ...often, '--out', 'out']);
    expect([...seen.keys()]).toContain('/w.jsonl');
    expect(leaks(seen)).toEqual([]);
  });

  // What `load`, `sla` and `limit` send, judge and write, a gate does, too.
  it('gets nothing of it into a gate', async () => {
    const folder = scratchFolder();
    const { target, sla } = writeInputs(folder);
    const contracts = writeOwnContract(folder);
    const words = ['gate', '--contracts', contracts, '--sla', sla, '--max', '2', '--engine', 'node'];
    const seen = await run([...words, '--target', target, '--out', 'out']);
    const results = JSON.parse(seen.get('/out/results.json') ?? '{}') as Results;
    expect(results.contract.results).toHaveLength(SCENARIOS.length);
    expect(results.load.map(({ kind }) => kind)).toEqual(['sla', 'limit']);
    expect(server.heard.size).toBeGreaterThan(10);
    expect(leaks(seen)).toEqual([]);
  });
});

/** A contract like that of GetToken with the scenarios above: a gate runs all that a contract has, and GetToken has hundreds. */
function writeOwnContract(folder: string): string {
  const own = join(folder, 'own');
  const ids = new Set<string>(getToken.rules.map(({ id }) => id));
  const text = JSON.stringify({ ...getToken, id: 'own', name: 'Own' }, (_, value) =>
    typeof value === 'string' && ids.has(value) ? `own.${value}` : value,
  );
  mkdirSync(own);
  writeFileSync(join(own, 'contract.json'), text);
  writeFileSync(
    join(own, 'scenarios.json'),
    JSON.stringify(SCENARIOS.map((one) => ({ ...one, rule: `own.${one.rule}` }))),
  );
  return own;
}
