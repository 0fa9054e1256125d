import { tmpdir } from 'node:os';
import { isTemporary } from './temporary.js';

/** Faults of the machine by the system's code, with what helps. */
const FAULTS: Readonly<Record<string, string>> = {
  EMFILE: 'too many files are open; allow more with "ulimit -n 1024"',
  ENFILE: 'too many files are open on this machine; close other programs',
  ENOMEM: 'this machine has no memory left; close other programs',
  EAGAIN: 'no more processes may be started; allow more with "ulimit -u", or close other programs',
  ENOSPC: 'no space is left; free some, or, where temporary files take it, name another folder in TMPDIR',
  EDQUOT:
    'the disk quota is used up; free some space, or, where temporary files take it, name another folder in TMPDIR',
};

/** What this machine lacks, with what helps, when an error of the system is of that kind; undefined for any other. */
export function machineFault(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = '', path = '', syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'mkdtemp' || isTemporary(path)) {
    const what = code === 'ENOSPC' || code === 'EDQUOT' ? 'no space is left for' : 'nothing can be written for';
    return `${what} temporary files in ${tmpdir()} (${code}); name a folder in TMPDIR that can be written and has room`;
  }
  const known = FAULTS[code];
  return known === undefined ? undefined : `${known} (${code})`;
}
