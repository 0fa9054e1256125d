import { terminalLine } from './escape.js';

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34 } as const;

export type Ink = keyof typeof CODES;

/** Colours a text of our own; without colour the text stays as it is. */
export type Paint = (ink: Ink, text: string) => string;

export function painter(colour: boolean): Paint {
  return (ink, text) => (colour && text !== '' ? `\x1b[${CODES[ink]}m${text}\x1b[0m` : text);
}

/** East Asian wide characters and emoji take two columns of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu;

/** How many columns a line of text takes in a terminal. */
export function width(text: string): number {
  return [...text].length + (text.match(WIDE)?.length ?? 0);
}

export interface Column {
  readonly align: 'left' | 'right';
}

/**
 * Rows set in columns, two spaces apart, each line without spaces at its end. `inks` colours whole rows by index after
 * the columns are measured. Every cell is put on one line, escape sequences dropped.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  ink: (row: number, text: string) => string = (_, text) => text,
): string[] {
  const cells = rows.map((row) => columns.map((_, index) => terminalLine(row[index] ?? '')));
  const widths = columns.map((_, index) => Math.max(0, ...cells.map((row) => width(row[index]!))));
  return cells.map((row, number) => {
    const line = row.map((cell, index) => {
      const spaces = ' '.repeat(widths[index]! - width(cell));
      return columns[index]!.align === 'right' ? spaces + cell : cell + spaces;
    });
    return ink(number, line.join('  ').trimEnd());
  });
}
