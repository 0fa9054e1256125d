import { chineseWords } from '../../contracts/chinese/chinese.js';
import { type AnyClientRule, clientRules } from '../../contracts/client/client.js';
import type { Results } from '../records/types.js';
import { chinese } from '../report/chinese/texts.js';
import { english, type Texts } from '../report/texts.js';
import { translateResults } from '../report/translate.js';

export type { Texts };

/** The languages of reports, as `--lang` takes them. */
export const LANGS = ['en', 'zh'] as const;
export type Lang = (typeof LANGS)[number];

/** What a report is written with. */
export interface Language {
  readonly texts: Texts;
  /** Results with what contracts and the program say in them put into the language; what the target said stays as it is. */
  readonly translate: (results: Results) => Results;
  /** What a rule of the client says, and what it rests on. */
  readonly clientRule: (rule: Pick<AnyClientRule, 'id' | 'title'>) => string;
  readonly clientStanding: (rule: Pick<AnyClientRule, 'standing'>) => string;
}

/** What a check of the client is to show is the outcome of its rule. */
const outcomes: ReadonlyMap<string, string> = new Map(
  clientRules.map(({ id, outcome }) => [outcome, chineseWords.client.rules[id][1]]),
);
const clientTitles: ReadonlyMap<string, string> = new Map(
  clientRules.map(({ id }) => [id, chineseWords.client.rules[id][0]]),
);
const zh: Texts = { ...chinese, said: (text) => outcomes.get(text) ?? chinese.said(text) };

const LANGUAGES: Readonly<Record<Lang, Language>> = {
  en: {
    texts: english,
    translate: (results) => results,
    clientRule: ({ title }) => title,
    clientStanding: ({ standing }) => standing,
  },
  zh: {
    texts: zh,
    translate: (results) => translateResults(results, chineseWords, zh.said),
    clientRule: ({ id, title }) => clientTitles.get(id) ?? title,
    clientStanding: ({ standing }) => chineseWords.client.groups[`client-${standing}`],
  },
};

/** The language of a name. */
export function languageOf(lang: Lang): Language {
  return LANGUAGES[lang];
}
