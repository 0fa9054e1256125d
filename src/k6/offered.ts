import { CONSTANTS } from './http/constants.js';

/** What each of k6's modules offers on the node engine. */
export const MODULES: Readonly<Record<string, readonly string[]>> = {
  k6: ['check', 'fail', 'group', 'randomSeed', 'sleep'],
  'k6/http': [
    'get',
    'head',
    'post',
    'put',
    'patch',
    'del',
    'options',
    'request',
    'batch',
    'asyncRequest',
    'file',
    'url',
    'expectedStatuses',
    'setResponseCallback',
    'CookieJar',
    'cookieJar',
    ...Object.keys(CONSTANTS),
  ],
  'k6/metrics': ['Counter', 'Gauge', 'Rate', 'Trend'],
  'k6/execution': ['scenario', 'instance', 'vu', 'test'],
  'k6/data': ['SharedArray'],
  'k6/encoding': ['b64encode', 'b64decode'],
  'k6/crypto': [
    'createHash',
    'createHMAC',
    'hmac',
    'md5',
    'ripemd160',
    'sha1',
    'sha256',
    'sha384',
    'sha512',
    'sha512_224',
    'sha512_256',
    'hexEncode',
    'randomBytes',
  ],
  'k6/html': ['parseHTML'],
  'k6/secrets': ['get', 'source'],
  'k6/timers': ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
};

/** What k6's modules have beyond that. */
export const LACKED: Readonly<Record<string, readonly string[]>> = { 'k6/crypto': ['md4'] };

/** What to do instead of a missing export. */
export const CURE = 'remove it or run with --engine k6';

/** Why modules are missing, and what to do: by the beginning of their names, the first that fits. */
const MISSING: readonly (readonly [name: RegExp, why: string])[] = [
  [
    /^k6\/experimental\/(timers|webcrypto)$/,
    'k6 2 has it as globals (setTimeout, crypto) and refuses the import, too: remove it',
  ],
  [
    /^k6\/experimental\/(redis|tracing)$/,
    'k6 2 has removed it: take the request library or the extension that stands for it',
  ],
  [/^k6\/experimental\/(browser|grpc)$/, 'k6 2 has moved it to k6/browser and k6/net/grpc: run with --engine k6'],
  [/^k6\/(experimental\/websockets|websockets|ws)$/, 'it speaks HTTP alone, no WebSocket: run with --engine k6'],
  [/^k6\/net\/grpc$/, 'it speaks HTTP alone, no gRPC: run with --engine k6'],
  [/^k6\/browser/, 'it has no browser: run with --engine k6'],
  [/^k6\/x\//, 'it is an extension, which is part of a k6 built with it: run with --engine k6'],
];

/** What is said of a module that is missing. */
export function missingModule(name: string): string {
  const why = MISSING.find(([known]) => known.test(name))?.[1];
  return `the node engine lacks ${name}: ${why ?? CURE}`;
}
