import type { FoundBrowser } from '../../run/find-browser.js';
import { type Check, missing, ok } from './check.js';

/** The browser that the liveness flow would use. */
export function checkBrowser(browser: FoundBrowser): Check {
  if ('missing' in browser) return missing('browser', browser.missing, browser.cure);
  return ok('browser', `${browser.path} (${browser.source})`);
}
