/**
 * Playwright's `test` without its fixtures for pages. Nothing here uses them (flows start their browser themselves), their
 * set-up takes more than half of a short case's time, and the traces and pictures they can take would carry secrets.
 */
export { _baseTest as test } from '@playwright/test';
