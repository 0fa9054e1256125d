import { faker } from '@faker-js/faker/locale/zh_CN';
import type { Contract, Role } from '../contract/types.js';
import { makeIdcardNumber, mayBeIdcardNumber } from './idcard.js';
import { hashSeed } from './seed.js';
import { makeBytes, makeChars, mayBeName } from './text.js';
import type { Base, PhotoName, RequestForm, Value } from './types.js';
import { wrongCredential } from './wrong-credential.js';

/** One field of a form, as bytes. */
export interface Part {
  readonly name: string;
  readonly value: Uint8Array;
  /** Set for a file. */
  readonly file?: { readonly name: string; readonly type: string };
  /** Where the bytes of a photo come from, for the line that repeats the request. */
  readonly source?: string;
  /** Made here in a form that no person's name or number has: it may be shown. */
  readonly nobodys?: true;
}

/** A value that must never reach an artefact, with the name under which reports count it. */
export interface Sensitive {
  readonly kind: string;
  readonly value: string | Uint8Array;
}

/** A request ready to be sent; `parts` are in the page's order. */
export interface RequestPlan {
  readonly method: string;
  readonly path: string;
  readonly form: 'multipart' | 'urlencoded' | 'urlencoded; charset=UTF-8';
  readonly parts: readonly Part[];
  readonly sensitive: readonly Sensitive[];
}

export interface Photo {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** Absolute path, for a person to find it. */
  readonly source: string;
  readonly type: string;
}

export interface Credential {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** The environment variables from which the target file takes them; absent when they stand there themselves. */
  readonly apiKeyVariable?: string;
  readonly apiSecretVariable?: string;
}

/** What expansion needs from outside; it reads no file and no clock. */
export interface ExpandContext {
  readonly contract: Contract;
  /** Makes values repeatable: the same nonce, case and attempt give the same request. */
  readonly nonce: string;
  readonly credentials: Readonly<Partial<Record<Role, Credential>>>;
  readonly photo: (name: PhotoName) => Photo | { readonly missing: string };
  readonly returnUrl: string;
  readonly notifyUrl: string;
}

/** Something the case needs is not there: the reason, with the cure. */
export interface NotExpandable {
  readonly notRun: string;
}

/** The request of a case. Values are made anew for each attempt, so that every request has a `biz_no` of its own. */
export function expandRequest(
  caseId: string,
  form: RequestForm,
  attempt: number,
  context: ExpandContext,
): RequestPlan | NotExpandable {
  faker.seed(hashSeed(context.nonce, caseId, attempt));
  const role = form.as ?? 'full';
  const credential = context.credentials[role];
  if (credential === undefined) return { notRun: `no credentials for the role "${role}"` };
  const values = new Map<string, Value>(
    Object.entries(baseValues(form.base ?? 'liveness-only', credential, caseId, attempt, context)),
  );
  for (const [name, value] of Object.entries({ ...form.with, ...form.extra })) values.set(name, value);
  for (const name of form.without ?? []) values.delete(name);

  const parts: Part[] = [];
  const sensitive: Sensitive[] = [];
  for (const name of pageOrder(values.keys(), context.contract)) {
    const part = makePart(name, values.get(name)!, credential, role, context);
    if ('notRun' in part) return part;
    parts.push(part);
    const kind = sensitiveKind(name, part);
    if (kind !== undefined) sensitive.push({ kind, value: asText(part.value) ?? part.value });
  }
  return {
    method: form.method ?? context.contract.method,
    path: form.path ?? context.contract.path,
    form: form.form ?? 'multipart',
    parts: form.method === 'GET' || form.method === 'HEAD' || form.method === 'OPTIONS' ? [] : parts,
    sensitive,
  };
}

function baseValues(
  base: Base,
  credential: Credential,
  caseId: string,
  attempt: number,
  context: ExpandContext,
): Record<string, Value> {
  const always = {
    api_key: credential.apiKey,
    api_secret: credential.apiSecret,
    return_url: context.returnUrl,
    notify_url: context.notifyUrl,
    biz_no: `fg-${context.nonce}-${hashSeed(caseId).toString(36)}-${attempt}`,
  };
  switch (base) {
    case 'liveness-only':
      return { ...always, comparison_type: '-1' };
    case 'own-photo':
      return {
        ...always,
        comparison_type: '0',
        uuid: `fg-${faker.string.alphanumeric(16)}`,
        image_ref1: { photo: 'one face' },
      };
    case 'data-source':
      return { ...always, comparison_type: '1', idcard_name: faker.person.fullName(), idcard_number: { idcard: {} } };
  }
}

function makePart(
  name: string,
  value: Value,
  credential: Credential,
  role: Role,
  context: ExpandContext,
): Part | NotExpandable {
  if (typeof value === 'string') return { name, value: Buffer.from(value, 'utf8') };
  if ('chars' in value) return made(name, makeChars(faker, value.chars, value.of));
  if ('bytes' in value) return made(name, makeBytes(faker, value.bytes, value.of));
  if ('unique' in value)
    return { name, value: Buffer.from(value.unique.replace('{}', faker.string.alphanumeric(12)), 'utf8') };
  if ('hex' in value) {
    const bytes = Buffer.from(value.hex, 'hex');
    // Bytes that are no text are no name either.
    return asText(bytes) === undefined ? { name, value: bytes, nobodys: true } : { name, value: bytes };
  }
  if ('idcard' in value) return made(name, makeIdcardNumber(faker, value.idcard));
  if ('wrong' in value) {
    const right = name === 'api_key' ? credential.apiKey : credential.apiSecret;
    const others = Object.entries(context.credentials).filter(([other]) => other !== role);
    const wrong = wrongCredential(
      value.wrong,
      right,
      others.map(([, other]) => (name === 'api_key' ? other.apiKey : other.apiSecret)),
      faker,
    );
    return 'notRun' in wrong ? wrong : { name, value: Buffer.from(wrong.value, 'utf8') };
  }
  const photo = context.photo(value.photo);
  if ('missing' in photo) return { notRun: photo.missing };
  if (value.filename === false) return { name, value: photo.bytes, source: photo.source };
  return {
    name,
    value: photo.bytes,
    file: { name: value.filename ?? photo.fileName, type: value.type ?? photo.type },
    source: photo.source,
  };
}

/** A value made from the seed. */
function made(name: string, text: string): Part {
  const value = Buffer.from(text, 'utf8');
  const somebodys = name === 'idcard_number' ? mayBeIdcardNumber(text) : name === 'idcard_name' && mayBeName(text);
  return somebodys ? { name, value } : { name, value, nobodys: true };
}

function pageOrder(names: Iterable<string>, contract: Contract): string[] {
  const places = new Map(contract.parameters.map((parameter, place) => [parameter.name, place]));
  const placeOf = (name: string) =>
    places.get(name) ?? (name.startsWith('image_ref') ? places.get('image_ref3') : undefined) ?? places.size;
  return [...names].sort((a, b) => placeOf(a) - placeOf(b));
}

function sensitiveKind(name: string, part: Part): string | undefined {
  if (part.value.length === 0 || part.nobodys) return undefined;
  if (part.file !== undefined || name.startsWith('image_ref')) return 'photo';
  if (name === 'api_key' || name === 'api_secret' || name === 'idcard_name' || name === 'idcard_number') return name;
  return undefined;
}

/** The text of bytes that are UTF-8; undefined for others. */
function asText(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : undefined;
}
