/** An element of an XML document, its text joined; for tests that read back what was written. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const DECLARATION = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/;
const ALLOWED = /^[\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const TOKEN = /<\/([\w-]+)>|<([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;

function decode(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(text)) throw new Error(`bare ampersand in ${JSON.stringify(text)}`);
  return text.replace(/&(#?)(\w+);/g, (_, number: string, name: string) =>
    number === '' ? ENTITIES[name]! : String.fromCodePoint(Number(name)),
  );
}

function readAttributes(source: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [, name, value] of source.matchAll(/ ([\w-]+)="([^"]*)"/g)) {
    if (name! in values) throw new Error(`attribute ${name} twice`);
    values[name!] = decode(value!);
  }
  return values;
}

/** Reads the small part of XML 1.0 that a report uses, and throws at anything else: strict where a lax parser guesses. */
export function parseXml(document: string): XmlElement {
  if (!DECLARATION.test(document)) throw new Error('no XML declaration');
  if (!ALLOWED.test(document)) throw new Error('a character that XML 1.0 forbids');
  const source = document.replace(DECLARATION, '');
  const top = { name: '', attributes: {}, children: [] as XmlElement[], text: '' };
  const open = [top];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new Error(`not XML at ${at}: ${JSON.stringify(source.slice(at, at + 60))}`);
    const [, closing, opening, attributes, empty, text] = match;
    const parent = open.at(-1)!;
    if (closing !== undefined) {
      if (open.length === 1 || parent.name !== closing) throw new Error(`</${closing}> closes <${parent.name}>`);
      open.pop();
    } else if (opening !== undefined) {
      const child = { name: opening, attributes: readAttributes(attributes!), children: [], text: '' };
      parent.children.push(child);
      if (empty === '') open.push(child);
    } else {
      if (text!.includes(']]>')) throw new Error(']]> in text');
      if (open.length === 1 && text!.trim() !== '') throw new Error('text outside the document element');
      parent.text += decode(text!);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)!.name}> is never closed`);
  if (top.children.length !== 1) throw new Error('not exactly one document element');
  return top.children[0]!;
}
