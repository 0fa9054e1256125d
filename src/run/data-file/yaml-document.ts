import { type Document, LineCounter, type ParsedNode, parseAllDocuments } from 'yaml';

/** A YAML text that can be used, with the lines of its places. */
export interface YamlDocument {
  readonly document: Document.Parsed<ParsedNode>;
  /** The 1-based line of a place in the text. */
  lineAt(offset: number): number;
}

/** What the codes of the YAML parser mean. Its own messages quote the line, and a secret may stand there. */
const SYNTAX: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'a key stands twice; remove one of them',
  TAB_AS_INDENT: 'a tab indents the line; use spaces',
  BAD_INDENT: 'the indentation does not fit; align the line with those around it',
  MISSING_CHAR: 'a quote, bracket or comma is missing; put texts that hold ${…} in double quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a key and its value do not fit here; put texts that hold ": " in double quotes',
  MULTILINE_IMPLICIT_KEY: 'a key goes over several lines; look for a missing ":" or quote',
  TAG_RESOLVE_FAILED: 'a tag ("!…") is not known; remove it',
};

/** Reads a YAML text of one document; `empty` says what it should hold. Else every problem, with `file` and line. */
export function openYaml(file: string, text: string, empty: string): YamlDocument | { readonly problems: string[] } {
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  if (!Array.isArray(documents) || documents[0] === undefined) return { problems: [`${file}: is empty; ${empty}`] };
  const [document, second] = documents;
  if (second !== undefined)
    return { problems: [`${file}:${lineAt(second.range[0])}: a second document begins with "---"; remove it`] };
  const problems = [...document.errors, ...document.warnings].map(({ code, pos }) => {
    const meaning = SYNTAX[code] ?? `is no valid YAML (${code}); put texts that hold \${…} or ": " in double quotes`;
    return `${file}:${lineAt(pos[0])}: ${meaning}`;
  });
  return problems.length > 0 ? { problems } : { document, lineAt };
}
