import { element } from './xml.js';

/** A finished test suite with what it counts. */
export interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly ms: number;
  readonly xml: string;
}

/** Milliseconds as seconds with three places, the unit of JUnit. */
export function seconds(ms: number): string {
  return (Number.isFinite(ms) && ms > 0 ? ms / 1000 : 0).toFixed(3);
}

/** A test suite of finished test cases, each on its line. */
export function suite(name: string, counts: Omit<Suite, 'xml'>, startedAt: string, content: string): Suite {
  const { tests, failures, errors, skipped, ms } = counts;
  const values = { name, tests, failures, errors, skipped, time: seconds(ms), timestamp: startedAt };
  return { ...counts, xml: `  ${element('testsuite', values, `\n${content}  `)}\n` };
}
