/**
 * A test for what several globs choose (`*` is any text, `?` any character): one that fits a wanted glob by one of its names (any,
 * where none is wanted), and none that begins with `!`.
 */
export function chooses(globs: readonly string[]): (...names: string[]) => boolean {
  return choosesBy(globs, globTest);
}

/** The same with tests of another kind, each made of an item without its `!`. */
export function choosesBy(
  items: readonly string[],
  testOf: (item: string) => (text: string) => boolean,
): (...names: string[]) => boolean {
  const wanted = items.filter((item) => !item.startsWith('!')).map(testOf);
  const out = items.filter((item) => item.startsWith('!')).map((item) => testOf(withoutMark(item)));
  return (...names) =>
    (wanted.length === 0 || wanted.some((fits) => names.some(fits))) && !out.some((fits) => names.some(fits));
}

/** The globs, wanted or leaving out, that fit none of the names there are: most likely they are mistyped. */
export function fitNothing(globs: readonly string[], names: readonly string[]): string[] {
  return globs.filter((glob) => !names.some(globTest(withoutMark(glob))));
}

/** An item without the `!` that makes it leave out. */
export function withoutMark(item: string): string {
  return item.startsWith('!') ? item.slice(1).trim() : item;
}

function globTest(glob: string): (text: string) => boolean {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^(?:${pattern})$`);
  return (text) => expression.test(text);
}
