import { isSame } from '../compare.js';
import { changeGroups } from '../comparison-rows.js';
import { cut } from '../escape.js';
import type { SectionRenderer } from '../section.js';
import { type Html, html, value } from './tag.js';

/** How many changes of a kind are shown. */
const SHOWN = 200;
const BRIEF = 300;

/** What changed against another run, by rules, observations, words, latency and limit. */
export const changes: SectionRenderer = ({ compared, texts }) => {
  if (compared === null) return null;
  const { changes: words } = texts.history;
  const { comparison, other } = compared;
  const groups = changeGroups(comparison, texts).map(({ heading, rows }): Html => {
    const cells = rows
      .slice(0, SHOWN)
      .map(
        ({ what, before, after, note, tone = '' }) =>
          html`<tr><th scope="row">${value(what)}</th><td class="mono">${value(cut(before, BRIEF).text)}</td><td class="mono ${tone}">${value(cut(after, BRIEF).text)}${note === '' ? null : html`<br><span class="dim">${note}</span>`}</td></tr>`,
      );
    const rest = rows.length > SHOWN ? html`<p class="dim">${words.more(rows.length - SHOWN)}</p>` : null;
    return html`<h3>${heading}</h3><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${heading}</th><th scope="col">${words.before}</th><th scope="col">${words.after}</th></tr></thead><tbody>${cells}</tbody></table></div>${rest}`;
  });
  return {
    id: 'changes',
    heading: words.heading(other),
    figure: '',
    body: html`${isSame(comparison) ? html`<p class="intro">${words.none}</p>` : null}${groups}`,
  };
};
