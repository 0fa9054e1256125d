import type { SlaVerdict } from '../../../records/load-types.js';
import type { Texts } from '../../texts.js';
import { type Html, html } from '../tag.js';

const SIGN: Readonly<Record<SlaVerdict, { readonly sign: string; readonly style: string }>> = {
  pass: { sign: '✓', style: 'ok' },
  fail: { sign: '✕', style: 'bad' },
  inconclusive: { sign: '?', style: 'warn' },
};

/** A verdict on an agreement as a sign with its word. */
export function verdictMark(verdict: SlaVerdict, { load }: Texts): Html {
  const { sign, style } = SIGN[verdict];
  return html`<span class="state ${style}"><i class="sign ${style}" aria-hidden="true">${sign}</i> ${load.verdict[verdict]}</span>`;
}
