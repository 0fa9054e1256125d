import { type Found, judgeData, readData } from './data.js';
import type { FlowJudgement, SeenFlow } from './seen.js';

/**
 * Rules `biz_no.echo` and `biz_extra_data.echo`: the value that was sent stands unchanged in `data`, as a string.
 */
export function judgeEcho(flow: SeenFlow, name: string, sent: string): FlowJudgement {
  return judgeData(flow, (_callback, data): Found => {
    const fields = readData(data);
    if (typeof fields === 'string') return { kind: 'wrong', text: `${fields}, so no ${name} can be read from it` };
    const value = fields[name];
    if (value === sent) return { kind: 'right', text: 'equal' };
    const nested = value === undefined && isObject(fields.biz_info) && name in fields.biz_info;
    const where = nested ? '; biz_info has it, as the H5 product writes it' : '';
    return { kind: 'wrong', text: `${name} ${describeChange(sent, value)}${where}` };
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

/** What servers do to texts, by the words that name it. */
const CHANGES: readonly (readonly [words: string, change: (sent: string) => string])[] = [
  ['came back trimmed', (sent) => sent.trim()],
  ['came back HTML-escaped', (sent) => sent.replace(/[&<>"']/g, (character) => ESCAPES[character]!)],
  ['came back HTML-escaped', (sent) => sent.replace(/[&<>"]/g, (character) => ESCAPES[character]!)],
  ['came back in lower case', (sent) => sent.toLowerCase()],
  ['came back in upper case', (sent) => sent.toUpperCase()],
  ['came back Unicode-normalised (NFC)', (sent) => sent.normalize('NFC')],
  ['came back percent-encoded', (sent) => encodeURIComponent(sent)],
  ['came back with plus signs as spaces', (sent) => sent.replaceAll('+', ' ')],
  ['came back without its backslashes', (sent) => sent.replaceAll('\\', '')],
  ['came back without its line breaks', (sent) => sent.replace(/[\r\n]+/g, '')],
  ['came back with other line breaks (CR LF)', (sent) => sent.replace(/\r?\n/g, '\r\n')],
  ['came back with other line breaks (LF)', (sent) => sent.replaceAll('\r\n', '\n')],
  ['came back with ? for its emoji', (sent) => sent.replace(/[\u{10000}-\u{10ffff}]/gu, '?')],
  ['came back without its emoji', (sent) => sent.replace(/[\u{10000}-\u{10ffff}]/gu, '')],
  ['came back with ? for all but ASCII', (sent) => sent.replace(/[^\p{ASCII}]/gu, '?')],
];

/** How a value differs from the text that was sent: the known change it went through, else the first place. */
export function describeChange(sent: string, value: unknown): string {
  if (value === undefined) return 'is not there';
  if (value === null) return 'came back as null';
  if (typeof value !== 'string')
    return `came back as ${Array.isArray(value) ? 'an array' : `a JSON ${typeof value}`}, not as a string`;
  if (value === '') return 'came back empty';
  const known = CHANGES.find(([, change]) => change(sent) === value);
  if (known !== undefined) return known[0];
  if (sent.startsWith(value)) return `came back cut, after ${[...value].length} of ${[...sent].length} characters`;
  const [before, after] = [[...sent], [...value]];
  let place = 0;
  while (before[place] === after[place]) place += 1;
  return `differs from character ${place + 1} on: ${excerpt(before, place)} was sent, ${excerpt(after, place)} came back`;
}

function excerpt(characters: readonly string[], from: number): string {
  return from >= characters.length ? 'nothing more' : JSON.stringify(characters.slice(from, from + 12).join(''));
}
