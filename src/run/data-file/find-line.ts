/**
 * The 1-based line at or after index `from` on which a scenario's name stands as a literal; the line after `from` when it
 * is not found there (a name that is put together at load time).
 */
export function findLine(lines: readonly string[], name: string, from: number): number {
  const literals = [`'${escaped(name, "'")}'`, `"${escaped(name, '"')}"`, `\`${escaped(name, '`')}\``];
  const at = lines.findIndex(
    (line, index) =>
      index >= from && /\bname["']?\s*:/.test(line) && literals.some((literal) => line.includes(literal)),
  );
  return at === -1 ? Math.min(from + 1, lines.length) : at + 1;
}

function escaped(name: string, quote: string): string {
  return name.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
}
