import type { Role } from '../contract/types.js';
import type { FormPart, OutgoingRequest } from './types.js';

/**
 * A shell line that repeats a request. Credentials and personal data stand as shell variables (`$FACEID_API_SECRET`,
 * `$IDCARD_NAME`); a value derived from a credential as `$WRONG_API_SECRET`. Photos are read from their files.
 */
export function curlLine(
  request: OutgoingRequest,
  role: Role,
  credential: { readonly apiKey: string; readonly apiSecret: string },
): string {
  const words = ['curl', '-sS'];
  if (request.method === 'HEAD') words.push('-I');
  else if (request.method !== 'POST' || request.parts.length === 0) words.push('-X', request.method);
  words.push(quote(`${request.baseUrl}${request.path}`));
  if (request.form === 'urlencoded; charset=UTF-8')
    words.push('-H', quote('Content-Type: application/x-www-form-urlencoded; charset=UTF-8'));
  for (const part of request.parts) words.push(...fieldWords(request, part, role, credential));
  return words.join(' ');
}

function fieldWords(
  request: OutgoingRequest,
  part: FormPart,
  role: Role,
  credential: { apiKey: string; apiSecret: string },
): string[] {
  if (part.source !== undefined) {
    if (part.file === undefined) return ['-F', quote(`${part.name}=<${part.source}`)];
    const fileName = part.source.endsWith(`/${part.file.name}`) ? '' : `;filename=${part.file.name}`;
    return ['-F', quote(`${part.name}=@${part.source};type=${part.file.type}${fileName}`)];
  }
  const option = request.form === 'multipart' ? '--form-string' : '--data-urlencode';
  const variable = variableFor(part, role, credential);
  return [option, variable === undefined ? `${part.name}=${shellText(part.value)}` : `"${part.name}=$${variable}"`];
}

function variableFor(
  part: FormPart,
  role: Role,
  credential: { apiKey: string; apiSecret: string },
): string | undefined {
  if (part.value.length === 0) return undefined;
  const text = Buffer.from(part.value).toString('utf8');
  const prefix = role === 'full' ? 'FACEID' : `FACEID_${role.toUpperCase()}`;
  if (part.name === 'api_key') return text === credential.apiKey ? `${prefix}_API_KEY` : 'WRONG_API_KEY';
  if (part.name === 'api_secret') return text === credential.apiSecret ? `${prefix}_API_SECRET` : 'WRONG_API_SECRET';
  if (part.name === 'idcard_number') return 'IDCARD_NUMBER';
  // A name that is not UTF-8 is nobody's name: its bytes are the point of the request.
  const isText = Buffer.from(text, 'utf8').equals(part.value);
  return part.name === 'idcard_name' && isText ? 'IDCARD_NAME' : undefined;
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
