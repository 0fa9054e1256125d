import { sayOfAnswers } from '../../sayings/answers.js';
import { sayOfCallbacks as say } from '../../sayings/callbacks.js';
import { type Found, judgeData, readData } from './data.js';
import type { FlowJudgement, SeenFlow } from './seen.js';

/**
 * Rules `biz_no.echo` and `biz_extra_data.echo`: the value that was sent stands unchanged in `data`, as a string.
 */
export function judgeEcho(flow: SeenFlow, name: string, sent: string): FlowJudgement {
  return judgeData(flow, (_callback, data): Found => {
    const fields = readData(data);
    if (typeof fields === 'string')
      return { kind: 'wrong', text: say('unreadableField', { reason: fields, field: name }) };
    const value = fields[name];
    if (value === sent) return { kind: 'right', text: say('equal') };
    const nested = value === undefined && isObject(fields.biz_info) && name in fields.biz_info;
    const where = nested ? `; ${say('inBizInfo')}` : '';
    return { kind: 'wrong', text: `${describeChange(name, sent, value)}${where}` };
  });
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === 'object';
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What servers do to texts, by the sentence that tells it. */
const CHANGES = [
  ['trimmed', (sent) => sent.trim()],
  ['escaped', (sent) => sent.replace(/[&<>"']/g, (character) => ESCAPES[character]!)],
  ['escaped', (sent) => sent.replace(/[&<>"]/g, (character) => ESCAPES[character]!)],
  ['lowerCase', (sent) => sent.toLowerCase()],
  ['upperCase', (sent) => sent.toUpperCase()],
  ['normalised', (sent) => sent.normalize('NFC')],
  ['percentEncoded', (sent) => encodeURIComponent(sent)],
  ['plusAsSpace', (sent) => sent.replaceAll('+', ' ')],
  ['noBackslashes', (sent) => sent.replaceAll('\\', '')],
  ['noLineBreaks', (sent) => sent.replace(/[\r\n]+/g, '')],
  ['crLf', (sent) => sent.replace(/\r?\n/g, '\r\n')],
  ['lf', (sent) => sent.replaceAll('\r\n', '\n')],
  ['questionMarks', (sent) => sent.replace(/[\u{10000}-\u{10ffff}]/gu, '?')],
  ['noEmoji', (sent) => sent.replace(/[\u{10000}-\u{10ffff}]/gu, '')],
  ['asciiOnly', (sent) => sent.replace(/[^\p{ASCII}]/gu, '?')],
] as const satisfies readonly (readonly [string, (sent: string) => string])[];

/** How the value of a field differs from the text that was sent: the known change it went through, else the first place. */
export function describeChange(field: string, sent: string, value: unknown): string {
  if (value === undefined) return say('absent', { field });
  if (value === null) return say('cameNull', { field });
  if (typeof value !== 'string')
    return say('cameAs', {
      field,
      type: Array.isArray(value) ? sayOfAnswers('array') : say('asJson', { type: typeof value }),
    });
  if (value === '') return say('cameEmpty', { field });
  const known = CHANGES.find(([, change]) => change(sent) === value);
  if (known !== undefined) return say(known[0], { field });
  if (sent.startsWith(value)) return say('cut', { field, count: [...value].length, of: [...sent].length });
  const [before, after] = [[...sent], [...value]];
  let place = 0;
  while (before[place] === after[place]) place += 1;
  return say('differs', {
    field,
    count: place + 1,
    sent: excerpt(before, place),
    came: excerpt(after, place),
  });
}

function excerpt(characters: readonly string[], from: number): string {
  return from >= characters.length ? say('nothingMore') : JSON.stringify(characters.slice(from, from + 12).join(''));
}
