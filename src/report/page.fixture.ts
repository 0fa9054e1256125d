/** The document without its style and script. */
export function markupOf(document: string): string {
  return document.replace(/<style>.*?<\/style>/s, '').replace(/<script>.*?<\/script>/s, '');
}

/** The text a reader sees, on one line. */
export function textOf(document: string): string {
  return markupOf(document)
    .replaceAll('<wbr>', '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

/** The section with this id, its heading included, up to the next one; empty when there is none. */
export function section(document: string, id: string): string {
  return document.split('\n<section ').find((one) => one.includes(`<div class="body" id="${id}">`)) ?? '';
}

/** Every tag with its attributes, e.g. `a href id`. */
export function tags(document: string): { name: string; attributes: string[] }[] {
  return [...markupOf(document).matchAll(/<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/g)].map(
    ([, name, rest]) => ({ name: name!, attributes: [...rest!.matchAll(/([a-z-]+)(?:="[^"]*")?/g)].map((m) => m[1]!) }),
  );
}
