/** What to do about the ways in which writing fails most; whoever writes has the option that names the place, if any. */
const CURES: Readonly<Record<string, readonly [meaning: string, cure: string]>> = {
  ENOSPC: ['no space is left on the disk', 'free some space, or choose another folder'],
  EDQUOT: ['the disk quota is used up', 'free some space, or choose another folder'],
  EACCES: ['permission denied', 'make the folder writable, or choose another one'],
  EPERM: ['not permitted', 'make the folder writable, or choose another one'],
  EROFS: ['the file system is read-only', 'choose another folder'],
  ENOTDIR: ['a part of the path is a file', 'remove that file, or choose another folder'],
  EEXIST: ['a file stands where a folder is needed', 'remove that file, or choose another folder'],
  EISDIR: ['a folder stands where the file should go', 'remove that folder, or choose another one'],
  EMFILE: ['too many files are open', 'raise the limit with "ulimit -n"'],
  ENAMETOOLONG: ['the path is too long', 'choose a shorter one'],
};

/** A file could not be written; the message names the file, the reason and the cure. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  /** The code of the operating system, e.g. `ENOSPC`. */
  readonly code: string;
  readonly path: string;

  /** `option`: what names the place on the command line, e.g. `--out`. */
  constructor(path: string, cause: unknown, option = '') {
    const code = codeOf(cause);
    const [meaning, cure] = CURES[code] ?? [
      cause instanceof Error ? cause.message : String(cause),
      'choose another folder',
    ];
    const where = option !== '' && cure.includes('choose') ? ` with ${option}` : '';
    super(`${path}: could not be written: ${meaning} (${code}); ${cure}${where}`, { cause });
    this.code = code;
    this.path = path;
  }
}

function codeOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : 'UNKNOWN';
}
