/** Begins the line of a fault in the log. */
export const FAULT = 'fault: ';

/** Says each distinct fault once, however often it happens: a missing face detector fails every photo alike. */
export type ReportFault = (error: unknown) => void;

export function reportOnce(log: (line: string) => void): ReportFault {
  const said = new Set<string>();
  return (error) => {
    const message = error instanceof Error ? error.message : String(error);
    if (said.has(message)) return;
    if (said.size < 100) said.add(message);
    log(`${FAULT}${message}`);
  };
}
