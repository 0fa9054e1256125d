import { dirname } from 'node:path';
import { isLoopbackHost } from '../network/loopback.js';
import {
  type Field,
  openSettings,
  readBoolean,
  readMap,
  readNumber,
  readText,
  readTexts,
  readValue,
  report,
  rootField,
  type SettingsFile,
} from '../run/data-file/yaml-fields.js';
import { ConfigError } from '../run/errors.js';
import type { Environment } from '../run/target/expand-env.js';
import { readExpression, readPath } from './expression.js';
import { placeholdersIn } from './placeholders.js';
import type { ClientSettings, Done, Drive, DriveBody, Limits } from './settings.js';

const KEYS = ['start', 'ready', 'drive', 'done', 'env', 'limits', 'port', 'tls'] as const;
/** What each check brings along, and what is known once it has begun. */
const OF_CHECK = ['unique', 'name', 'idcard_number'];
const OF_BEGUN = [...OF_CHECK, 'biz_no', 'token'];
const OF_EMULATOR = ['url', 'api_key', 'api_secret', 'ca'];
const DEFAULT_LIMITS: Limits = { seconds: 20, tries: 10 };

/** Reads a client file. Throws `ConfigError` with every problem, each with line and cure. */
export function readClientFile(path: string, shown: string, text: string, env: Environment): ClientSettings {
  const opened = openSettings(shown, text, env, 'give at least "drive"');
  if (!('document' in opened)) throw new ConfigError(opened.problems);
  const settings = readSettings(opened, path, shown);
  if (settings === undefined || opened.problems.length > 0) throw new ConfigError(opened.problems);
  return settings;
}

function readSettings(file: SettingsFile, path: string, shown: string): ClientSettings | undefined {
  const fields = readMap(file, rootField(file), KEYS);
  if (fields === undefined) return undefined;
  const optional = <T>(key: (typeof KEYS)[number], read: (field: Field) => T | undefined): T | undefined => {
    const field = fields.get(key);
    return field === undefined ? undefined : read(field);
  };
  const driven = fields.get('drive');
  if (driven === undefined)
    file.problems.push(
      `${shown}:1: "drive" is missing; say how one check is begun, e.g. drive: { method: POST, url: "http://127.0.0.1:3000/checks" }`,
    );
  const drive = driven === undefined ? undefined : readDrive(file, driven);
  const ready = optional('ready', (field) => readUrl(file, field, []));
  const start = optional('start', (field) => readText(file, field));
  const done = optional('done', (field) => readDone(file, field));
  const port = optional('port', (field) =>
    readNumber(
      file,
      field,
      'a port from 0 to 65535',
      (value) => Number.isInteger(value) && value >= 0 && value <= 65_535,
    ),
  );
  const given = {
    env: optional('env', (field) => readEnv(file, field)) ?? {},
    limits: optional('limits', (field) => readLimits(file, field)) ?? DEFAULT_LIMITS,
    tls: optional('tls', (field) => readBoolean(file, field)) ?? false,
  };
  if (start === undefined && drive?.kind === 'http' && port === undefined && !fields.has('start'))
    report(
      file,
      driven!,
      'without "start" the app has to know beforehand where the emulator listens; add port: 8028, or "start"',
    );
  if (drive === undefined) return undefined;
  return {
    file: shown,
    folder: dirname(path),
    start,
    ready,
    drive,
    driveLine: driven!.line,
    done,
    port: port ?? 0,
    ...given,
  };
}

function readDrive(file: SettingsFile, field: Field): Drive | undefined {
  if (isText(field)) {
    const command = readText(file, field);
    return command === undefined
      ? undefined
      : { kind: 'command', command: checked(file, field, command, OF_CHECK), open: undefined };
  }
  const parts = readMap(file, field, ['command', 'method', 'url', 'headers', 'form', 'json', 'open']);
  if (parts === undefined) return undefined;
  const [command, url, form, json] = [parts.get('command'), parts.get('url'), parts.get('form'), parts.get('json')];
  const opened = parts.get('open');
  const open = opened === undefined ? undefined : readOpen(file, opened);
  if (command !== undefined) {
    const text = readText(file, command);
    const beside = ['method', 'url', 'headers', 'form', 'json'].filter((key) => parts.has(key as 'url'));
    if (beside.length > 0)
      report(file, field, `"command" stands beside ${beside.join(', ')}; a check is begun by one of them`);
    return text === undefined ? undefined : { kind: 'command', command: checked(file, command, text, OF_CHECK), open };
  }
  if (url === undefined) return report(file, field, '"url" is missing; say where a check is begun, or give "command"');
  if (form !== undefined && json !== undefined) report(file, json, 'stands beside "form"; a request has one body');
  const address = readUrl(file, url, OF_CHECK);
  const method = parts.get('method');
  const headers = parts.get('headers');
  return address === undefined
    ? undefined
    : {
        kind: 'http',
        method: (method === undefined ? 'POST' : (readMethod(file, method) ?? 'POST')).toUpperCase(),
        url: address,
        headers: headers === undefined ? {} : readPairs(file, headers, OF_CHECK),
        body: readBody(file, form, json),
        open,
      };
}

function readBody(file: SettingsFile, form: Field | undefined, json: Field | undefined): DriveBody {
  if (form !== undefined) return { kind: 'form', fields: readPairs(file, form, OF_CHECK) };
  return json === undefined ? { kind: 'none' } : { kind: 'json', value: readValue(file, json) };
}

function readMethod(file: SettingsFile, field: Field): string | undefined {
  const method = readText(file, field);
  if (method === undefined || /^(GET|POST|PUT|PATCH|DELETE)$/i.test(method)) return method;
  return report(file, field, `"${method}" stands where GET, POST, PUT, PATCH or DELETE is expected`);
}

function readOpen(file: SettingsFile, field: Field): readonly (string | number)[] | undefined {
  const text = readText(file, field);
  if (text === undefined) return undefined;
  return readPath(text) ?? report(file, field, `"${text}" is no path; write e.g. $.page.url`);
}

function readDone(file: SettingsFile, field: Field): Done | undefined {
  const parts = readMap(file, field, ['url', 'command', 'verified']);
  if (parts === undefined) return undefined;
  const [url, command, verified] = [parts.get('url'), parts.get('command'), parts.get('verified')];
  if (verified === undefined)
    return report(file, field, `"verified" is missing; add it, e.g. verified: "$.state == 'verified'"`);
  if ((url === undefined) === (command === undefined))
    return report(file, field, 'takes "url" or "command", one of them');
  const text = readText(file, verified);
  const condition = text === undefined ? undefined : readExpression(text);
  if (text !== undefined && condition === undefined)
    return report(file, verified, `"${text}" is no condition; write e.g. $.state == 'verified', or $.verified`);
  if (condition === undefined) return undefined;
  if (command !== undefined) {
    const line = readText(file, command);
    return line === undefined
      ? undefined
      : { kind: 'command', command: checked(file, command, line, OF_BEGUN), verified: condition };
  }
  const address = readUrl(file, url!, OF_BEGUN);
  return address === undefined ? undefined : { kind: 'http', url: address, verified: condition };
}

function readEnv(file: SettingsFile, field: Field): Record<string, string> {
  const pairs = readPairs(file, field, OF_EMULATOR);
  for (const name of Object.keys(pairs))
    if (!/^[A-Za-z_]\w*$/.test(name)) report(file, field, `"${name}" is no name of an environment variable`);
  return pairs;
}

function readPairs(file: SettingsFile, field: Field, names: readonly string[]): Record<string, string> {
  const pairs = readTexts(file, field) ?? new Map<string, string>();
  for (const text of pairs.values()) checked(file, field, text, names);
  return Object.fromEntries(pairs);
}

function readLimits(file: SettingsFile, field: Field): Limits | undefined {
  const parts = readMap(file, field, ['seconds', 'tries']);
  if (parts === undefined) return undefined;
  const whole = (key: 'seconds' | 'tries', most: number) => {
    const part = parts.get(key);
    if (part === undefined) return undefined;
    return readNumber(
      file,
      part,
      `a whole number from 1 to ${most}`,
      (value) => Number.isInteger(value) && value >= 1 && value <= most,
    );
  };
  return {
    seconds: whole('seconds', 120) ?? DEFAULT_LIMITS.seconds,
    tries: whole('tries', 1000) ?? DEFAULT_LIMITS.tries,
  };
}

/** An address of this machine: nothing else is driven. */
function readUrl(file: SettingsFile, field: Field, names: readonly string[]): string | undefined {
  const text = readText(file, field);
  if (text === undefined) return undefined;
  checked(file, field, text, names);
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    return report(file, field, `"${text}" is no address; write e.g. http://127.0.0.1:3000/checks`);
  if (!isLoopbackHost(new URL(text).hostname))
    return report(file, field, 'is not on this machine; apps are driven on 127.0.0.1 or localhost alone');
  return text;
}

/** The text, after it was noted which of its placeholders are not known here. */
function checked(file: SettingsFile, field: Field, text: string, names: readonly string[]): string {
  for (const name of placeholdersIn(text))
    if (!names.includes(name) && !(name.startsWith('answer.') && names === OF_BEGUN))
      report(
        file,
        field,
        `{${name}} is not known here; ${names.length === 0 ? 'nothing is' : `known: ${names.map((one) => `{${one}}`).join(', ')}`}`,
      );
  return text;
}

function isText({ node }: Field): boolean {
  return typeof (node as { value?: unknown } | null)?.value === 'string';
}
