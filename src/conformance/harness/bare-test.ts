import * as playwright from '@playwright/test';

/**
 * Playwright's `test` without its fixtures for pages. Nothing here uses them (flows start their browser themselves), their
 * set-up takes more than half of a short case's time, and the traces and pictures they can take would carry secrets. A
 * Playwright that has no such export runs the cases all the same, only slower.
 */
export const test = playwright._baseTest ?? playwright.test;
