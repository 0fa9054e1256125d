import { textOf } from './modules/console.js';

const MOST_CHARACTERS = 500;

/** What a script threw that is no Error, as a text that says what it holds. Never throws. */
export function thrownText(value: unknown): string {
  let text: string;
  try {
    text = hasOwnText(value) ? String(value) : textOf(value);
  } catch {
    text = Object.prototype.toString.call(value);
  }
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

/** Whether its text is more than `[object Object]`. */
function hasOwnText(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const { toString: write } = value as { readonly toString?: unknown };
  return typeof write === 'function' && write !== Object.prototype.toString;
}
