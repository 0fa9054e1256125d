import { findK6 } from '../../k6/find-k6.js';

/** Both engines, and whether they are to be had here: k6 needs FACEGATE_K6 or a k6 on the PATH. */
export function engines(): [engine: string, available: boolean][] {
  return [
    ['node', true],
    ['k6', findK6(process.env) !== undefined],
  ];
}
