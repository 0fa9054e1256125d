/** What handleSummary asks for on its way out of the script, as JSON has it: a text as it is, bytes as base64 in a list of one. */
export type PackedFiles = Readonly<Record<string, string | readonly [base64: string]>>;

/** The files, or why there are none: one that is wrong keeps all from being written, as in k6. */
export interface PackedSummary {
  readonly files: PackedFiles;
  /** Empty when nothing is wrong. */
  readonly failure: string;
}

/**
 * Reads what handleSummary returned: texts or bytes by path, or nothing. Its text is put into the script that k6 runs, so it uses
 * nothing from outside of itself.
 */
export function packFiles(returned: unknown, base64: (bytes: ArrayBuffer) => string): PackedSummary {
  const files: Record<string, string | readonly [string]> = {};
  if (returned === null || returned === undefined) return { files, failure: '' };
  const kind = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);
  if (kind(returned) !== 'Object')
    return {
      files,
      failure: `it returned ${kind(returned)}; return an object of texts or ArrayBuffers by path instead`,
    };
  for (const [path, content] of Object.entries(returned)) {
    if (typeof content === 'string') files[path] = content;
    else if (content instanceof ArrayBuffer) files[path] = [base64(content)];
    else if (content instanceof Uint8Array) files[path] = [base64(new Uint8Array(content).buffer)];
    else
      return {
        files: {},
        failure: `it returned ${kind(content)} for ${JSON.stringify(path)}; return a text, such as JSON.stringify() makes, or an ArrayBuffer instead`,
      };
  }
  return { files, failure: '' };
}

/** Texts or bytes by path; what goes to the terminal is always a text. */
export type SummaryFiles = Readonly<Record<string, string | Uint8Array>> & {
  readonly stdout?: string;
  readonly stderr?: string;
};

/** The files again. */
export function unpackFiles(packed: PackedFiles): SummaryFiles {
  const files = Object.entries(packed).map(([path, content]) => {
    if (typeof content === 'string') return [path, content];
    const bytes = Buffer.from(content[0], 'base64');
    return [path, path === 'stdout' || path === 'stderr' ? bytes.toString('utf8') : bytes];
  });
  return Object.fromEntries(files) as SummaryFiles;
}
