import { chineseWords } from '../../contracts/chinese/chinese.js';
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
}

const LANGUAGES: Readonly<Record<Lang, Language>> = {
  en: { texts: english, translate: (results) => results },
  zh: { texts: chinese, translate: (results) => translateResults(results, chineseWords, chinese.said) },
};

/** The language of a name. */
export function languageOf(lang: Lang): Language {
  return LANGUAGES[lang];
}
