import type { BreakKind } from './kinds.js';

/** What services do to a text on its way back, by kind. */
export const CHANGED_TEXTS: readonly (readonly [kind: BreakKind, change: (text: string) => unknown])[] = [
  ['missing', () => undefined],
  ['null', () => null],
  ['empty', () => ''],
  ['wrong-type', (text) => (/^\d{1,30}$/.test(text) ? Number(text) : text)],
  ['constant', () => 'order 17'],
  ['cut', (text) => [...text].slice(0, 40).join('')],
  ['trimmed', (text) => text.trim()],
  ['lower-case', (text) => text.toLowerCase()],
  ['escaped', (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
  ['encoded', (text) => encodeURIComponent(text)],
  ['plus-as-space', (text) => text.replaceAll('+', ' ')],
  ['normalised', (text) => text.normalize('NFC')],
  ['line-breaks', (text) => text.replaceAll('\r\n', '\n')],
  ['without-emoji', (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '')],
  ['ascii-only', (text) => text.replace(/[^\p{ASCII}]/gu, '?')],
];
