import type { Role } from '../../contract/types.js';
import { partsOf, proxyTo } from '../../network/proxy.js';
import { encodeJson } from './encode-request.js';
import { boundaryFor, multipartPieces, percentEncode } from './form.js';
import { type Piece, printing, quote, shellText, wordOf } from './shell-text.js';
import type { FormPart, OutgoingRequest } from './types.js';

/** A key pair, and the environment variables that hold it. */
export interface CurlCredential {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Absent: `FACEID_API_KEY`, with the role for any other account than `full`. */
  readonly apiKeyVariable?: string;
  readonly apiSecretVariable?: string;
}

/** The longest word that a line has as it stands, in bytes; Linux hands no word of 128 KiB or more to a program. */
const LONGEST_WORD = 100_000;

/**
 * A line of bash that repeats a request. Credentials stand as the target file's variables, a value derived from one as
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
  words.push(...addressWords(request), ...proxyWords(request));
  if (parts.length === 0) return words.join(' ');
  const variableOf = (part: FormPart) => variableFor(part, role, credential);
  if (form === 'json') words.push('-H', quote('Content-Type: application/json'), '-d', jsonWord(parts, variableOf));
  else if (form !== 'multipart')
    words.push(...typeWords(form), ...parts.flatMap((part) => pairWords(part, variableOf)));
  else if (parts.every(isPlain)) words.push(...parts.flatMap((part) => partWords(part, variableOf)));
  else words.push(...bodyWords(parts, variableOf));
  return words.join(' ');
}

/** The variable that stands for a part's value; undefined for a value that may be shown. */
type VariableOf = (part: FormPart) => string | undefined;

/** The address as it is sent, its brackets and braces taken as they are. */
function addressWords({ baseUrl, path }: OutgoingRequest): string[] {
  const address = `${baseUrl}${path}`;
  return [...(/[[\]{}]/.test(path) ? ['-g'] : []), quote(URL.canParse(address) ? new URL(address).href : address)];
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

function typeWords(form: OutgoingRequest['form']): string[] {
  if (form !== 'urlencoded; charset=UTF-8') return [];
  return ['-H', quote('Content-Type: application/x-www-form-urlencoded; charset=UTF-8')];
}

/** A pair of a query or urlencoded form. curl encodes values, but no names. */
function pairWords(part: FormPart, variableOf: VariableOf): string[] {
  const name = percentEncode(Buffer.from(part.name));
  const variable = variableOf(part);
  if (variable !== undefined) return ['--data-urlencode', `"${name}=$${variable}"`];
  if (name !== '' && fitsWord(part.value)) return ['--data-urlencode', `${name}=${shellText(part.value)}`];
  return ['--data', argument([Buffer.from(`${name}=${percentEncode(part.value)}`)])];
}

/** The JSON object, with a variable in place of each hidden value. */
function jsonWord(parts: readonly FormPart[], variableOf: VariableOf): string {
  const pieces: (Uint8Array | { readonly shell: string })[] = [];
  let text = '';
  for (const part of Object.values(Object.fromEntries(parts.map((one) => [one.name, one])))) {
    const variable = variableOf(part);
    const field = encodeJson([part]).slice(1, -1);
    text += text === '' && pieces.length === 0 ? '{' : ',';
    if (variable === undefined) text += field;
    else {
      const mark = field.endsWith('"') ? '"' : '';
      pieces.push(Buffer.from(`${text}${JSON.stringify(part.name)}:${mark}`), { shell: inJson(part, variable) });
      text = mark;
    }
  }
  return argument([...pieces, Buffer.from(`${text}}`)]);
}

/** A variable inside a JSON string; where the value of the run has to be escaped there, it is. */
function inJson({ value }: FormPart, variable: string): string {
  return /["\\]/.test(Buffer.from(value).toString('utf8'))
    ? `$(printf %s "$${variable}" | sed 's/["\\]/\\\\&/g')`
    : `$${variable}`;
}

/** Whether curl itself writes a part of a multipart form as it was sent: its options leave no way to write any name, type or value. */
function isPlain({ name, value, file, source }: FormPart): boolean {
  if (!/^[^=\p{Cc}"\\]+$/u.test(name)) return false;
  if (source === undefined) return file === undefined && fitsWord(value);
  return file !== undefined && /^[\w.+-]+\/[\w.+-]+$/.test(file.type) && isPlainPath(file.name) && isPlainPath(source);
}

function isPlainPath(path: string): boolean {
  return /^[^\p{Cc}"\\]+$/u.test(path);
}

function partWords(part: FormPart, variableOf: VariableOf): string[] {
  const { name, file, source, value } = part;
  if (file !== undefined && source !== undefined) {
    const fileName = source.endsWith(`/${file.name}`) ? '' : `;filename=${formPath(file.name)}`;
    return ['-F', quote(`${name}=@${formPath(source)};type=${file.type}${fileName}`)];
  }
  const variable = variableOf(part);
  const plain = /^[\w-]+$/.test(name);
  if (variable !== undefined)
    return ['--form-string', plain ? `"${name}=$${variable}"` : `${quote(`${name}=`)}"$${variable}"`];
  return ['--form-string', `${plain ? name : quote(name)}=${shellText(value)}`];
}

/** A multipart form written out whole. */
function bodyWords(parts: readonly FormPart[], variableOf: VariableOf): string[] {
  // A digest of a hidden value would let it be guessed.
  const shown = parts.map((part) => (part.hides === undefined ? part : { ...part, value: Buffer.alloc(0) }));
  const { contentType, pieces } = multipartPieces(parts, boundaryFor(shown));
  const printed = pieces.map((piece): Piece => {
    if (typeof piece === 'string') return Buffer.from(piece, 'utf8');
    if (piece.source !== undefined) return { file: piece.source };
    const variable = variableOf(piece);
    return variable === undefined ? piece.value : { shell: `$${variable}` };
  });
  return ['-H', quote(`Content-Type: ${contentType}`), '--data-binary', `@${printing(printed)}`];
}

/** Whether bytes can stand in a word: a zero byte would end it. */
function fitsWord(value: Uint8Array): boolean {
  return value.length <= LONGEST_WORD && !value.includes(0);
}

/** What curl sends, as a word of its own, or read from a command where it is too long for one. */
function argument(pieces: readonly (Uint8Array | { readonly shell: string })[]): string {
  return pieces.every((piece) => 'shell' in piece || fitsWord(piece)) ? wordOf(pieces) : `@${printing(pieces)}`;
}

/** The variable that stands for a value which must not be shown; undefined for any other. */
function variableFor({ name, value, hides }: FormPart, role: Role, credential: CurlCredential): string | undefined {
  if (hides === undefined || value.length === 0) return undefined;
  if (hides !== 'key' && hides !== 'secret') return variableName(name);
  const text = Buffer.from(value).toString('utf8');
  const prefix = role === 'full' ? 'FACEID' : `FACEID_${role.toUpperCase()}`;
  if (hides === 'key' && text === credential.apiKey) return credential.apiKeyVariable ?? `${prefix}_API_KEY`;
  if (hides === 'secret' && text === credential.apiSecret)
    return credential.apiSecretVariable ?? `${prefix}_API_SECRET`;
  return `WRONG_${variableName(name)}`;
}

/** A parameter's name as that of a variable, and of none that the shell has itself, such as `USER` or `UID`: `idcard_name` is `IDCARD_NAME`. */
function variableName(name: string): string {
  const variable = name
    .toUpperCase()
    .replace(/\W/gu, (one) => (/\p{L}/u.test(one) ? `U${one.codePointAt(0)!.toString(16).toUpperCase()}` : '_'));
  return /^[A-Z][A-Z\d]*_[A-Z\d]/.test(variable) ? variable : `PARAMETER_${variable}`;
}

/** A path or file name as curl's -F wants it: in double quotes where it holds one of curl's own signs. */
function formPath(path: string): string {
  return /[;,]|\s$/.test(path) ? `"${path}"` : path;
}
