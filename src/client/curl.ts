import type { Role } from '../contract/types.js';
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
 * `$WRONG_API_SECRET`; a name or number that may be a person's as `$IDCARD_NAME` or `$IDCARD_NUMBER`, for which any valid one
 * will do. Photos are read from their files.
 */
export function curlLine(request: OutgoingRequest, role: Role, credential: CurlCredential): string {
  const words = ['curl', '-sS'];
  if (request.method === 'HEAD') words.push('-I');
  else if (request.method !== 'POST' || request.parts.length === 0) words.push('-X', request.method);
  words.push(quote(`${request.baseUrl}${request.path}`));
  if (request.form === 'urlencoded; charset=UTF-8')
    words.push('-H', quote('Content-Type: application/x-www-form-urlencoded; charset=UTF-8'));
  for (const part of request.parts) words.push(...fieldWords(request, part, role, credential));
  return words.join(' ');
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

function variableFor(part: FormPart, role: Role, credential: CurlCredential): string | undefined {
  if (part.value.length === 0) return undefined;
  const text = Buffer.from(part.value).toString('utf8');
  const prefix = role === 'full' ? 'FACEID' : `FACEID_${role.toUpperCase()}`;
  if (part.name === 'api_key')
    return text === credential.apiKey ? (credential.apiKeyVariable ?? `${prefix}_API_KEY`) : 'WRONG_API_KEY';
  if (part.name === 'api_secret')
    return text === credential.apiSecret
      ? (credential.apiSecretVariable ?? `${prefix}_API_SECRET`)
      : 'WRONG_API_SECRET';
  if (part.nobodys) return undefined;
  if (part.name === 'idcard_number') return 'IDCARD_NUMBER';
  return part.name === 'idcard_name' ? 'IDCARD_NAME' : undefined;
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
