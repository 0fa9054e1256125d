import { pathOf } from './endpoints/app.js';

export interface LogEntry {
  readonly at: Date;
  readonly method: string;
  /** Path and query as sent; only the path is written, since a query may hold a secret. */
  readonly target: string;
  readonly status: number;
  readonly code: string;
  readonly timeUsedMs: number;
  readonly role: string;
  readonly note: string;
}

/** One line a request: time, method, path, status, error code, time used, account role, and a remark where there is one. */
export function logLine(entry: LogEntry): string {
  const { at, method, target, status, code, timeUsedMs, role, note } = entry;
  const line = `${at.toISOString()} ${method} ${pathOf(target)} ${status} ${code || '-'} ${timeUsedMs}ms ${role || '-'}`;
  return plain(note === '' ? line : `${line} (${note})`);
}

/** Printable ASCII of bounded length, whatever a client sent. */
function plain(text: string): string {
  return text.slice(0, 400).replace(/[^\x20-\x7e]/g, '?');
}
