import { faker } from '@faker-js/faker/locale/zh_CN';
import type { Contract, Endpoint, Parameter, PhotoName, Role, Value } from '../../contract/types.js';
import { sayOfAnswers as say } from '../../sayings/answers.js';
import { makeIdcardNumber, mayBeIdcardNumber } from './idcard.js';
import { hashSeed } from './seed.js';
import { makeBytes, makeChars, mayBeName } from './text.js';
import type { RequestForm } from './types.js';
import { wrongCredential } from './wrong-credential.js';

/** What `{}` of a unique string stands for: so many letters and digits. */
export const UNIQUE_CHARACTERS = 12;

/** One parameter of a request, as bytes. */
export interface Part {
  readonly name: string;
  readonly value: Uint8Array;
  /** Set for a file. */
  readonly file?: { readonly name: string; readonly type: string };
  /** Where the bytes of a photo come from, for the line that repeats the request. */
  readonly source?: string;
  /** What it holds that must not be shown; a value that no person can have is nobody's and may be shown. */
  readonly hides?: NonNullable<Parameter['holds']>;
  /** How it is written in JSON. */
  readonly type: Parameter['type'];
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
  readonly form: FormKind;
  readonly parts: readonly Part[];
  readonly sensitive: readonly Sensitive[];
}

/** How parameters travel: in a form of either kind, in the query of the address, or as a JSON object. */
export type FormKind = 'multipart' | 'urlencoded' | 'urlencoded; charset=UTF-8' | 'query' | 'json';

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
  /** The fields that the callbacks of the flow before had; for a request that no flow precedes there is nothing. */
  readonly fromCallbacks?: Readonly<Record<string, string>>;
}

/** Something the case needs is not there: the reason, with the cure. */
export interface NotExpandable {
  readonly notRun: string;
}

/** The request of a case. Values are made anew for each attempt, so that every request has a serial number of its own. */
export function expandRequest(
  caseId: string,
  form: RequestForm,
  attempt: number,
  context: ExpandContext,
): RequestPlan | NotExpandable {
  faker.seed(hashSeed(context.nonce, caseId, attempt));
  const { contract } = context;
  const { endpoint } = contract;
  if (endpoint === null) throw new Error(`${caseId}: ${contract.name} is not called, so no request can be made for it`);
  const role = form.as ?? 'full';
  const credential = context.credentials[role];
  if (credential === undefined) return { notRun: say('noCredentials', { name: role }) };
  const base = contract.requests[form.base ?? Object.keys(contract.requests)[0] ?? ''] ?? {};
  const values = new Map<string, Value>(Object.entries({ ...base, ...form.with, ...form.extra }));
  for (const name of form.without ?? []) values.delete(name);

  const serial = `${context.nonce}-${hashSeed(caseId).toString(36)}-${attempt}`;
  const parts: Part[] = [];
  for (const name of pageOrder(values.keys(), contract)) {
    const isKey = documented(name, contract)?.holds === 'key';
    const made = makeValue(values.get(name)!, { role, credential, isKey, serial, context });
    if ('notRun' in made) return made;
    parts.push(partOf(name, made, contract));
  }
  const bodiless = form.method === 'GET' || form.method === 'HEAD' || form.method === 'OPTIONS';
  return {
    method: form.method ?? endpoint.method,
    path: form.path ?? endpoint.path,
    form: form.form ?? kindOf(endpoint),
    parts: bodiless && endpoint.sends !== 'query' ? [] : parts,
    sensitive: parts.flatMap(sensitiveOf),
  };
}

function kindOf({ sends }: Endpoint): FormKind {
  return sends === 'form' ? 'multipart' : sends;
}

interface Making {
  readonly role: Role;
  readonly credential: Credential;
  readonly isKey: boolean;
  readonly serial: string;
  readonly context: ExpandContext;
}

type Made = Pick<Part, 'value' | 'file' | 'source'> & {
  /** Made from the seed, or given in the scenario as it is. */
  readonly madeUp: boolean;
  readonly credential?: true;
};

function makeValue(value: Value, making: Making): Made | NotExpandable {
  const { credential, isKey, context, role, serial } = making;
  const text = (made: string, madeUp = true): Made => ({ value: Buffer.from(made, 'utf8'), madeUp });
  if (typeof value === 'string') return text(value, false);
  if ('chars' in value) return text(makeChars(faker, value.chars, value.of));
  if ('bytes' in value) return text(makeBytes(faker, value.bytes, value.of));
  if ('unique' in value) return text(value.unique.replace('{}', faker.string.alphanumeric(UNIQUE_CHARACTERS)), false);
  if ('serial' in value) return text(`${value.serial}-${serial}`);
  if ('hex' in value) return { value: Buffer.from(value.hex, 'hex'), madeUp: true };
  if ('idcard' in value) return text(makeIdcardNumber(faker, value.idcard));
  if ('person' in value) return text(faker.person.fullName());
  if ('credential' in value) return text(value.credential === 'key' ? credential.apiKey : credential.apiSecret, false);
  if ('callback' in value) return text(value.callback === 'return' ? context.returnUrl : context.notifyUrl, false);
  if ('fromCallback' in value) {
    const field = context.fromCallbacks?.[value.fromCallback];
    return field === undefined ? { notRun: say('fromNoCallback', { field: value.fromCallback }) } : text(field, false);
  }
  if ('wrong' in value) {
    const others = Object.entries(context.credentials).filter(([other]) => other !== role);
    const wrong = wrongCredential(
      value.wrong,
      isKey ? credential.apiKey : credential.apiSecret,
      others.map(([, other]) => (isKey ? other.apiKey : other.apiSecret)),
      faker,
    );
    return 'notRun' in wrong ? wrong : text(wrong.value);
  }
  const photo = context.photo(value.photo);
  if ('missing' in photo) return { notRun: photo.missing };
  const file = {
    name: value.filename === false ? '' : (value.filename ?? photo.fileName),
    type: value.type ?? photo.type,
  };
  return {
    value: photo.bytes,
    source: photo.source,
    madeUp: false,
    ...(value.filename === false ? {} : { file }),
  };
}

function partOf(name: string, { madeUp, ...made }: Made, contract: Contract): Part {
  const parameter = documented(name, contract);
  const part = { name, ...made, type: parameter?.type ?? 'string' };
  const holds = parameter?.holds;
  if (holds === undefined || made.value.length === 0) return part;
  return madeUp && isNobodys(holds, made.value, parameter) ? part : { ...part, hides: holds };
}

/** Whether no person can have a value that was made up. */
function isNobodys(holds: Parameter['holds'], value: Uint8Array, parameter: Parameter | undefined): boolean {
  const text = asText(value);
  if (holds === 'name') return text === undefined || !mayBeName(text, parameter?.limit?.max ?? 100);
  return holds === 'identity number' && (text === undefined || !mayBeIdcardNumber(text));
}

/** A parameter by its name, or by one that differs only in the number at its end, such as `image_ref4`. */
export function documented(name: string, { parameters }: Contract): Parameter | undefined {
  return (
    parameters.find((parameter) => parameter.name === name) ??
    parameters.findLast(
      (parameter) => /\d$/.test(parameter.name) && withoutNumber(parameter.name) === withoutNumber(name),
    )
  );
}

function withoutNumber(name: string): string {
  return name.replace(/\d{1,9}$/, '');
}

function pageOrder(names: Iterable<string>, contract: Contract): string[] {
  const placeOf = (name: string) => {
    const parameter = documented(name, contract);
    return parameter === undefined ? contract.parameters.length : contract.parameters.indexOf(parameter);
  };
  return [...names].sort((a, b) => placeOf(a) - placeOf(b));
}

function sensitiveOf(part: Part): Sensitive[] {
  if (part.value.length === 0) return [];
  if (part.type === 'file') return [{ kind: 'photo', value: asText(part.value) ?? part.value }];
  return part.hides === undefined ? [] : [{ kind: part.name, value: asText(part.value) ?? part.value }];
}

/** The text of bytes that are UTF-8; undefined for others. */
function asText(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : undefined;
}
