/** The one photo that is named when several cannot be read: the first, in the page's order. */
export function nameFirstBad(unreadable: readonly string[]): string {
  return unreadable[0] ?? '';
}
