/** What each of k6's modules offers on the node engine. */
export const MODULES: Readonly<Record<string, readonly string[]>> = {
  k6: ['check', 'fail', 'group', 'randomSeed', 'sleep'],
  'k6/http': ['asyncRequest', 'file', 'url', 'expectedStatuses', 'setResponseCallback', 'CookieJar', 'cookieJar'],
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
  'k6/timers': ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
};

const SYNCHRONOUS = ['get', 'head', 'post', 'put', 'patch', 'del', 'options', 'request', 'batch'];

/** What to do instead of a missing export. */
export function cureFor(module: string, name: string): string {
  if (module === 'k6/http' && name === 'batch')
    return 'use Promise.all over http.asyncRequest(method, url, body, params), or run with --engine k6';
  if (module === 'k6/http' && SYNCHRONOUS.includes(name)) {
    return `use await http.asyncRequest(${name === 'request' ? 'method' : `'${name === 'del' ? 'DELETE' : name.toUpperCase()}'`}, url, body, params), which both engines run, or run with --engine k6`;
  }
  return 'remove it or run with --engine k6';
}
