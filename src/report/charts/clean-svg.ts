/**
 * The SVG of ECharts without what only a page with scripts needs (hover styles, marks of data), its coordinates to a tenth
 * of a pixel, and its ids counted from the start of the drawing: the same numbers give the same bytes.
 */
export function cleanSvg(svg: string): string {
  return svg
    .replace(/<style ?><!\[CDATA\[[\s\S]*?\]\]>\s*<\/style>/g, '')
    .replace(
      / (?:class|pointer-events|ecmeta_[a-z_]+|xmlns:xlink|xml:space|baseProfile|stroke-miterlimit)="[^"]*"/g,
      '',
    )
    .replace(/ (?:d|transform|x|y|width|height)="[^"]*"/g, (attribute) =>
      attribute.replace(/-?\d+\.\d{2,}/g, (number) => String(Number(Number(number).toFixed(1)))),
    )
    .replace(/\bzr\d+-(?=c\d)/g, '')
    .replace(/<(\w+) >/g, '<$1>')
    .replace(/\n\s*/g, '');
}
