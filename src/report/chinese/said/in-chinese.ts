import { readOutcomeText } from '../../../contract/outcome-text.js';
import { ANSWERS } from '../../../sayings/answers.js';
import { CALLBACKS } from '../../../sayings/callbacks.js';
import { CLIENT } from '../../../sayings/client.js';
import { LIMIT } from '../../../sayings/limit.js';
import { MACHINE } from '../../../sayings/machine.js';
import { RUN } from '../../../sayings/run.js';
import type { InOtherWords, Sentences } from '../../../sayings/say.js';
import { RESULTS, WALKS } from '../../../sayings/walks.js';
import { WIRE } from '../../../sayings/wire.js';
import { chineseOfAnswers } from './answers.js';
import { chineseOfCallbacks, chineseOfResults, chineseOfWalks } from './callbacks.js';
import { chineseOfClient } from './client.js';
import { chineseOfLimit } from './limit.js';
import { chineseOfMachine } from './machine.js';
import { chineseOfRun } from './run.js';
import { chineseOfWire } from './wire.js';

const NUMBER = '-?[\\d.,]+';
const TEXT = '.*?';
/** What the blanks of a name hold; those not named here hold any text. */
const HOLDS: Readonly<Record<string, string>> = {
  status: '\\d{3}',
  count: NUMBER,
  of: '[\\d.,]+',
  limit: '\\d+',
  ms: NUMBER,
  seconds: NUMBER,
  low: '\\d+',
  high: '\\d+|open',
  times: `${NUMBER} .*?`,
  field: '(?!(?:the|an?|it|this|that|there|which|what|nothing|nobody|neither|no) )[^\\s:;,/]+',
  name: '[^"]*',
  hash: '(?:HMAC-)?(?:SHA|MD)-?\\d+',
  method: '[A-Z]+',
  errno: '[A-Z][A-Z0-9_]+',
  type: '[^:,]+',
  value: '"(?:[^"\\\\]|\\\\.)*"?|[^\\s"{[]\\S*|[{[].*',
  via: '(?:notify|return)(?: and (?:notify|return))?',
};
/** Words of somebody else: they stay as they are, whatever they look like. */
const FOREIGN: readonly string[] = ['text', 'name', 'sent', 'came'];
/** With fewer letters of its own a sentence fits much that it did not say: its blanks then hold names, figures, or what is known itself. */
const FEW_LETTERS = 12;
const NAME = /^(?:"[^"]*"|[A-Z]\S*|[\w.+-]+\/[\w.+-]+|null|true|false|data|sign|status)$/;

/** Of more sentences in one text the rest is taken one by one. */
const MOST_JOINED = 12;
/** A text that takes more steps (one is a text compared with the sentences) is somebody else's: it stays as it is. */
export const MOST_STEPS = 1_000;

/** A sentence as it is found again in a text that results hold. */
interface Known {
  readonly pattern: RegExp;
  /** What stands before, between and after the blanks. */
  readonly literals: readonly string[];
  readonly blanks: readonly string[];
  readonly literal: number;
  readonly words: string;
  /** May follow an answer, whose last words are the target's. */
  readonly ofAnswer: boolean;
  /** Blanks that would hold any text, in a sentence with few words of its own. */
  readonly loose: readonly string[];
}

function known<Of extends Sentences>(english: Of, chinese: InOtherWords<Of>): Known[] {
  return Object.entries(english).map(([code, text]) => {
    const literals = text.split(/\{\w+\}/);
    const blanks = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
    const pattern = literals
      .map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
      .reduce((all, part, index) => `${all}(${HOLDS[blanks[index - 1]!] ?? TEXT})${part}`);
    const literal = literals.join('').length;
    const free = blanks.filter((name) => HOLDS[name] === undefined || name === 'type' || name === 'value');
    // Words of its own before a colon, or in brackets at the end, are told from any others.
    const distinct = /^[^{]*[a-z"][:,] \{\w+\}$|\([^)]*[a-z][^)]*\)$/.test(text);
    const few = !distinct && literals.join('').replace(/[^a-z]/gi, '').length < FEW_LETTERS;
    const words = chinese[code as keyof Of];
    const ofAnswer = !/^\{(?!answer\}|what\}(?: \(|; | and \{count))/.test(text);
    return {
      pattern: new RegExp(`^${pattern}$`, 's'),
      literals,
      blanks,
      literal,
      words,
      ofAnswer,
      loose: few ? free : [],
    };
  });
}

/** Those with the most words first: what fits one of them is no shorter one with more in its blanks. */
const KNOWN = [
  ...known(ANSWERS, chineseOfAnswers),
  ...known(CALLBACKS, chineseOfCallbacks),
  ...known(WALKS, chineseOfWalks),
  ...known(RESULTS, chineseOfResults),
  ...known(LIMIT, chineseOfLimit),
  ...known(CLIENT, chineseOfClient),
  ...known(MACHINE, chineseOfMachine),
  ...known(RUN, chineseOfRun),
  ...known(WIRE, chineseOfWire),
].sort((a, b) => b.literal - a.literal);

/** A text of the program as Chinese, what it holds of another text as well; what is none, such as words of the target, stays as it is. */
export function inChinese(text: string): string {
  return readInChinese(text).said;
}

/** As `inChinese`, with the steps that it took: at most `MOST_STEPS` and one. */
export function readInChinese(text: string): { readonly said: string; readonly steps: number } {
  const reading = new Reading(text);
  const said = reading.of(text);
  return { said: reading.steps > MOST_STEPS ? text : said, steps: reading.steps };
}

/** The reading of one text and of those in it, each read once: they come again for every sentence that nearly fits. */
class Reading {
  steps = 0;
  private readonly sentences: readonly Known[];
  private readonly told = new Map<string, string>();
  private readonly compared = new Map<string, string | undefined>();

  constructor(whole: string) {
    this.sentences = KNOWN.filter(({ literals }) => literals.every((part) => whole.includes(part)));
  }

  /** The Chinese for the whole or a part of it. */
  of(text: string): string {
    const before = this.told.get(text);
    if (before !== undefined) return before;
    const now = this.read(text);
    this.told.set(text, now);
    return now;
  }

  private read(text: string): string {
    if (this.steps > MOST_STEPS) return text;
    const outcomes = text.split(/ or (?=\d{3}[ ,])/);
    if (outcomes.length > 1 && outcomes.every((one) => readOutcomeText(one) !== undefined))
      return outcomes.map((one) => this.of(one)).join(' 或 ');
    const outcome = readOutcomeText(text);
    const ofAnswer = outcome === undefined ? undefined : this.sentence(text);
    if (ofAnswer !== undefined) return ofAnswer;
    if (outcome?.kind === 'success') return this.put('{status} 并返回 {what}', outcome);
    if (outcome?.kind === 'shape') return `${outcome.status}，${this.of(outcome.why)}`;
    if (outcome?.optional) return `${outcome.status} ${outcome.code}（可带 :${outcome.argument}）`;
    // After its code an answer says what it likes.
    if (outcome?.kind === 'error') return this.joined(text) ?? text;
    const [, via, found] = /^(notify|return): (.+)$/s.exec(text) ?? [];
    if (found !== undefined)
      return found
        .split(/; (?=return: )/)
        .map((one) => this.of(one))
        .join('；')
        .replace(/^/, `${via}：`);
    return (
      this.sentence(text) ??
      this.joined(text) ??
      this.parts(text.split(/; (.*)/s, 2), '；') ??
      this.parts(text.split(/: (.*)/s, 2), '：') ??
      text
    );
  }

  /** A text that is one sentence of the program; undefined for any other. */
  private sentence(text: string): string | undefined {
    if (this.compared.has(text)) return this.compared.get(text);
    if (this.steps > MOST_STEPS) return undefined;
    this.steps += 1;
    const chinese = this.compare(text);
    this.compared.set(text, chinese);
    return chinese;
  }

  private compare(text: string): string | undefined {
    for (const { pattern, literals, blanks, words, ofAnswer, loose } of this.sentences) {
      const found = stand(literals, text) ? pattern.exec(text)?.slice(1) : undefined;
      if (found === undefined || (!ofAnswer && readOutcomeText(found[0]!) !== undefined)) continue;
      const values = Object.fromEntries(blanks.map((name, i) => [name, found[i]!]));
      if (loose.every((name) => this.isOurs(values[name]!))) return this.put(words, values);
    }
    return undefined;
  }

  /** Sentences put together, each of which may hold a semicolon of its own; undefined where the first is not known. */
  private joined(text: string): string | undefined {
    const cuts: number[] = [];
    for (let at = text.indexOf('; '); at >= 0 && cuts.length < MOST_JOINED; at = text.indexOf('; ', at + 2))
      cuts.push(at);
    for (const cut of cuts.reverse()) {
      const first = this.sentence(text.slice(0, cut));
      if (first !== undefined) return `${first}；${this.of(text.slice(cut + 2))}`;
    }
    return undefined;
  }

  /** Whether a text is one that the program puts into short sentences. */
  private isOurs(text: string): boolean {
    return text === '' || areNames(text) || readOutcomeText(text) !== undefined || this.of(text) !== text;
  }

  /** A text put together of others; undefined where none of them is known. */
  private parts(all: readonly string[], between: string): string | undefined {
    if (all.length === 1) return undefined;
    const told = all.map((one) => this.of(one));
    return told.some((one, index) => one !== all[index]) ? told.join(between) : undefined;
  }

  /** Words with their blanks filled; no space stands between two Chinese characters. */
  private put(words: string, values: Readonly<Record<string, unknown>>): string {
    return words.replace(/( ?)\{(\w+)\}( ?)/g, (_, before: string, name: string, after: string) => {
      const given = String(values[name]);
      const foreign = FOREIGN.includes(name) || (name === 'value' && /^["{[]/.test(given));
      const value = foreign ? given : this.of(given);
      return `${/^[\u4e00-\u9fff]/.test(value) ? '' : before}${value}${/[\u4e00-\u9fff]$/.test(value) ? '' : after}`;
    });
  }
}

/** Names, figures and the like, one or a list of them, or JSON. */
function areNames(text: string): boolean {
  const isName = (one: string) => NAME.test(one) || (/^[\w.$*[\]+-]+$/.test(one) && /[\d_.$[\]]/.test(one));
  return /^[{[]/.test(text) || NAME.test(text) || text.split(/, | and | \+ /).every(isName);
}

/** Whether the words of a sentence stand in a text one after the other, the first at its beginning, the last at its end. */
function stand(literals: readonly string[], text: string): boolean {
  const last = literals.length - 1;
  if (last === 0) return literals[0] === text;
  if (!text.startsWith(literals[0]!) || !text.endsWith(literals[last]!)) return false;
  let at = literals[0]!.length;
  for (const part of literals.slice(1, last)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at + literals[last]!.length <= text.length;
}
