import {
  type Document,
  isAlias,
  isCollection,
  isScalar,
  LineCounter,
  type Node,
  type ParsedNode,
  parseAllDocuments,
  visit,
} from 'yaml';

/** A YAML text that can be used, with the lines of its places. */
export interface YamlDocument {
  readonly document: Document.Parsed<ParsedNode>;
  /** The 1-based line of a place in the text. */
  lineAt(offset: number): number;
}

/** What the codes of the YAML parser, and our own, mean. Its own messages quote the line, and a secret may stand there. */
const MEANINGS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'a key stands twice; remove one of them',
  COLLECTION_KEY: 'a list or mapping stands where a key belongs; put texts that begin with "[" or "{" in double quotes',
  TAB_AS_INDENT: 'a tab indents the line; use spaces',
  BAD_INDENT: 'the indentation does not fit; align the line with those around it',
  MISSING_CHAR: 'a quote, bracket or comma is missing; put texts that hold ${…} in double quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a key and its value do not fit here; put texts that hold ": " in double quotes',
  MULTILINE_IMPLICIT_KEY: 'a key goes over several lines; look for a missing ":" or quote',
  TAG_RESOLVE_FAILED: 'a tag ("!…") is not known; remove it',
};

/**
 * Reads a YAML text of one document; `empty` says what it should hold. Every problem comes with `file` and line: keys that stand
 * twice beside the document, so that the rest of it can be checked as well, and everything else in its place.
 */
export function openYaml(file: string, text: string, empty: string): OpenedYaml {
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  if (!Array.isArray(documents) || documents[0] === undefined) return { problems: [`${file}: is empty; ${empty}`] };
  const [document, second] = documents;
  if (second !== undefined)
    return { problems: [`${file}:${lineAt(second.range[0])}: a second document begins with "---"; remove it`] };
  const say = ({ code, at }: Fault) => {
    const meaning = MEANINGS[code] ?? `is no valid YAML (${code}); put texts that hold \${…} or ": " in double quotes`;
    return `${file}:${lineAt(at)}: ${meaning}`;
  };
  const syntax = [...document.errors, ...document.warnings].map(({ code, pos }) => ({ code, at: pos[0] }));
  const problems = [...syntax, ...refusedKeys(document)].sort((a, b) => a.at - b.at).map(say);
  return syntax.length > 0 ? { problems } : { document, lineAt, problems };
}

/** A YAML text as it was read: without a document when it cannot be used at all. */
export type OpenedYaml = (YamlDocument & { readonly problems: string[] }) | { readonly problems: string[] };

interface Fault {
  readonly code: string;
  /** Offset in the text. */
  readonly at: number;
}

/** Keys that become the same text in JavaScript, `1` and `"1"` included, and keys that are no text; the latter are taken out. */
function refusedKeys(document: Document.Parsed): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Map(_, map) {
      const names = new Set<string>();
      map.items = map.items.filter((pair) => {
        const node = pair.key as Node | null;
        const at = node?.range?.[0] ?? 0;
        const key = isAlias(node) ? node.resolve(document) : node;
        const isText = !isCollection(key);
        const name = isScalar(key) ? String(key.value ?? '') : '';
        if (!isText) faults.push({ code: 'COLLECTION_KEY', at });
        else if (names.has(name)) faults.push({ code: 'DUPLICATE_KEY', at });
        names.add(name);
        return isText;
      });
    },
  });
  return faults;
}
