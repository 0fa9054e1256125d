import type { Role } from '../../contract/types.js';
import { partsOf, proxyTo } from '../../network/proxy.js';
import { encodeJson } from './encode-request.js';
import type { FormPart, OutgoingRequest } from './types.js';

/** A key pair, and the environment variables that hold it. */
export interface CurlCredential {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Absent: `FACEID_API_KEY`, with the role for any other account than `full`. */
  readonly apiKeyVariable?: string;
  readonly apiSecretVariable?: string;
}

/**
 * A shell line that repeats a request. Credentials stand as the target file's variables, a value derived from one as
 * `$WRONG_` and its name; a name or number that may be a person's as a variable of its parameter's name, for which any valid one
 * will do. Photos are read from their files. The secret of a query stands as a variable, too, never in the address.
 */
export function curlLine(request: OutgoingRequest, role: Role, credential: CurlCredential): string {
  const { form, method, parts } = request;
  const words = ['curl', '-sS'];
  const query = form === 'query' && parts.length > 0;
  if (query) words.push('-G');
  if (method === 'HEAD') words.push('-I');
  else if (method !== (query ? 'GET' : 'POST') || parts.length === 0) words.push('-X', method);
  words.push(quote(`${request.baseUrl}${request.path}`), ...proxyWords(request));
  if (form === 'urlencoded; charset=UTF-8')
    words.push('-H', quote('Content-Type: application/x-www-form-urlencoded; charset=UTF-8'));
  if (form === 'json' && parts.length > 0)
    words.push('-H', quote('Content-Type: application/json'), '-d', jsonWord(request, role, credential));
  else for (const part of parts) words.push(...fieldWords(request, part, role, credential));
  return words.join(' ');
}

/** The proxy of the target file; who the user is there stands as a variable. */
function proxyWords({ baseUrl, proxy }: OutgoingRequest): string[] {
  const through = proxyTo(new URL(baseUrl).hostname, proxy);
  if (through === null) return [];
  const { address, authorization } = partsOf(through);
  return [
    '--proxytunnel',
    '--proxy',
    quote(address),
    ...(authorization === '' ? [] : ['--proxy-user', '"$PROXY_USER"']),
  ];
}

function fieldWords(request: OutgoingRequest, part: FormPart, role: Role, credential: CurlCredential): string[] {
  if (part.source !== undefined) {
    if (part.file === undefined) return ['-F', quote(`${part.name}=<${formPath(part.source)}`)];
    const fileName = part.source.endsWith(`/${part.file.name}`) ? '' : `;filename=${formPath(part.file.name)}`;
    return ['-F', quote(`${part.name}=@${formPath(part.source)};type=${part.file.type}${fileName}`)];
  }
  const option = request.form === 'multipart' ? '--form-string' : '--data-urlencode';
  const name = /^[\w-]+$/.test(part.name) ? part.name : quote(part.name);
  const variable = variableFor(part, role, credential);
  return [option, variable === undefined ? `${name}=${shellText(part.value)}` : `"${part.name}=$${variable}"`];
}

/** The JSON object in single quotes, opened where a variable stands. */
function jsonWord({ parts }: OutgoingRequest, role: Role, credential: CurlCredential): string {
  const variables = new Map<string, string>();
  const shown = parts.map((part): FormPart => {
    const variable = variableFor(part, role, credential);
    if (variable === undefined) return part;
    const mark = `\u0001${variables.size}\u0001`;
    variables.set(JSON.stringify(mark).slice(1, -1), variable);
    return { ...part, type: 'string', value: Buffer.from(mark) };
  });
  let word = quote(encodeJson(shown));
  for (const [mark, variable] of variables) word = word.replace(mark, `'"$${variable}"'`);
  return word;
}

/** The variable that stands for a value which must not be shown; undefined for any other. */
function variableFor({ name, value, hides }: FormPart, role: Role, credential: CurlCredential): string | undefined {
  if (hides === undefined || value.length === 0) return undefined;
  if (hides !== 'key' && hides !== 'secret') return name.toUpperCase();
  const text = Buffer.from(value).toString('utf8');
  const prefix = role === 'full' ? 'FACEID' : `FACEID_${role.toUpperCase()}`;
  if (hides === 'key' && text === credential.apiKey) return credential.apiKeyVariable ?? `${prefix}_API_KEY`;
  if (hides === 'secret' && text === credential.apiSecret)
    return credential.apiSecretVariable ?? `${prefix}_API_SECRET`;
  return `WRONG_${name.toUpperCase()}`;
}

/** A path or file name as curl's -F wants it: in double quotes where it holds one of curl's own signs. */
function formPath(path: string): string {
  return /[;,"\\]/.test(path) ? `"${path.replace(/["\\]/g, '\\$&')}"` : path;
}

/** Text in single quotes; bytes that are no text as `$'\xcd\xf5'`. */
function shellText(value: Uint8Array): string {
  const text = Buffer.from(value).toString('utf8');
  if (Buffer.from(text, 'utf8').equals(value) && !/[\r\n]/.test(text)) return quote(text);
  return `$'${[...value].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}'`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
