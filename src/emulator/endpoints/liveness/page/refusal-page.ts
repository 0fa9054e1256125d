import { htmlDocument } from './html-answer.js';
import { ICONS } from './icons.js';

/** Why a token does not open the page. */
export type TokenFault = 'missing' | 'unknown' | 'used' | 'expired';

const WORDS: Readonly<Record<TokenFault, { readonly title: string; readonly hint: string }>> = {
  missing: {
    title: 'This link is not complete',
    hint: 'Its token is missing. Go back to where you came from and start again.',
  },
  unknown: {
    title: 'This link is not valid',
    hint: 'Its token is not known here. Go back to where you came from and start again.',
  },
  used: {
    title: 'This link was already used',
    hint: 'Each link starts one face check. Go back to where you came from to get a new one.',
  },
  expired: {
    title: 'This link has expired',
    hint: 'Go back to where you came from to get a new one.',
  },
};

/** The page for a token that starts no check. */
export function refusalPage(fault: TokenFault): string {
  const { title, hint } = WORDS[fault];
  return htmlDocument(
    title,
    '',
    `<main class="refused">
<div class="stage" data-state="bad"><div class="well">${ICONS}</div></div>
<div class="words">
  <p class="name">Face check · <b>emulator</b></p>
  <h1>${title}</h1>
  <p class="hint">${hint}</p>
</div>
</main>`,
  );
}
