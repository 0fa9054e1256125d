import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historyLine } from '../records/history.js';
import { aLatency, aLimitRun, aLoadRecord, anSla } from '../records/load-record.fixture.js';
import { findBrowser } from '../run/find-browser.js';
import { type Lang, languageOf } from '../run/language.js';
import { renderCharts } from './charts/render.js';
import { renderHtml } from './html.js';
import { aRule, aRun, failingRun, passingRun } from './sample.fixture.js';

// One browser and a page a language, looked at by every test: starting one is what takes time.

const found = await findBrowser(process.env);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULE = 'biz_no.max-bytes';

/** With everything that a page can show: failures, history, a comparison, load runs. */
const full = {
  ...failingRun,
  load: [aLoadRecord({ kind: 'sla', sla: anSla(), latency: aLatency() }), aLimitRun()],
};
const kept = aRun({
  contract: { results: passingRun.contract.results, rules: [aRule({ status: 'passed' })] },
  run: { id: 'earlier' },
});

describe.skipIf('missing' in found)('the page in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'facegate-page-'));
  let browser: Browser;
  const addresses = {} as Record<Lang, string>;

  beforeAll(async () => {
    const path = 'path' in found ? found.path : '';
    browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
    for (const lang of ['en', 'zh'] as const) {
      const { texts, translate } = languageOf(lang);
      const told = translate(full);
      const charts = await renderCharts(told, texts);
      const html = renderHtml(told, { charts, history: [historyLine(kept)], against: translate(passingRun) }, texts);
      const file = join(folder, `${lang}.html`);
      writeFileSync(file, html);
      addresses[lang] = pathToFileURL(file).href;
    }
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(
    fragment = '',
    options: Parameters<Browser['newPage']>[0] = {},
    lang: Lang = 'en',
  ): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, ...options });
    await page.goto(addresses[lang] + fragment);
    return page;
  }
  const shownCases = (page: Page) => page.locator('[data-case]:visible').count();

  it('filters all of it by text, state and group, and keeps the filter in the address', async () => {
    const page = await open();
    await page.locator('input[type=search]').fill('129 bytes');
    await expect.poll(() => shownCases(page)).toBe(2);
    expect(page.url()).toContain('#?q=129+bytes');
    await page.locator('.by-state').selectOption('failed');
    await page.locator('.by-group').selectOption('get-token/business');
    expect(page.url()).toContain('state=failed');
    const again = await open(new URL(page.url()).hash);
    expect(await shownCases(again)).toBe(2);
    expect(await again.locator('.found').textContent()).toBe('scenarios found: 2');
    await again.locator('.filter button').click();
    expect(await again.locator('input[type=search]').inputValue()).toBe('');
    expect(again.url()).not.toContain('#');
    const news = await open('#?state=new');
    expect(await shownCases(news)).toBe(3);
    await Promise.all([page, again, news].map((one) => one.close()));
  });

  it('opens what a link leads to, through a filter that hides it, and goes back to the top', async () => {
    const page = await open(`#rule-${RULE}`);
    expect(await page.locator(`[id="rule-${RULE}"] .cases`).isVisible()).toBe(true);
    await page.locator('input[type=search]').fill('nothing is called so');
    await expect.poll(() => shownCases(page)).toBe(0);
    await page.evaluate("location.hash = 'case-x3'");
    await expect.poll(() => page.locator('#case-x3').isVisible()).toBe(true);
    expect(await page.evaluate('scrollY')).toBeGreaterThan(0);
    await page.locator('.up').click();
    await expect.poll(() => page.evaluate('scrollY')).toBe(0);
    await page.close();
  });

  it('has a bar that stays, with a list of its parts', async () => {
    const page = await open();
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await page.locator('.jump summary').click();
    await page.locator('.jump a[href="#questions"]').click();
    expect(await page.locator('#questions').isVisible()).toBe(true);
    expect(await page.locator('.bar').boundingBox()).toMatchObject({ y: 0 });
    await page.close();
  });

  it('shows the same without scripts, what a link leads to included', async () => {
    const page = await open(`#rule-${RULE}`, { javaScriptEnabled: false });
    expect(await page.locator('.filter').isVisible()).toBe(false);
    expect(await page.locator(`[id="rule-${RULE}"]`).isVisible()).toBe(true);
    await page.locator('summary', { hasText: 'Open questions' }).click();
    expect(await page.locator('#questions').isVisible()).toBe(true);
    await page.close();
  });

  it.each(['en', 'zh'] as const)(
    'is clean for axe in both themes with everything open, and fits a phone (%s)',
    async (lang) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await open('', { colorScheme }, lang);
        await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
        // The page's own policy lets no other script in; the debugger may.
        await page.evaluate(axe);
        const violations = await page.evaluate(
          'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html).join(" | ")}`))',
        );
        expect(violations).toEqual([]);
        await page.setViewportSize({ width: 360, height: 780 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
        await page.close();
      }
    },
  );

  it('goes to paper with everything a reader of it needs, and without what only a screen does', async () => {
    const page = await open('', {}, 'zh');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.bar').isVisible()).toBe(false);
    for (const id of ['scope', 'failures', 'questions', 'rules', 'redactions'])
      expect(
        await page.evaluate(`document.getElementById('${id}').checkVisibility({ contentVisibilityAuto: true })`),
        id,
      ).toBe(true);
    expect(await page.locator('.run').isVisible()).toBe(true);
    // Between the margins of A4 no table is cut at its right.
    await page.setViewportSize({ width: 672, height: 1000 });
    const cut = `[...document.querySelectorAll('table')].filter((table) =>
      table.getBoundingClientRect().right > table.parentElement.getBoundingClientRect().right + 1).length`;
    expect(await page.evaluate(cut)).toBe(0);
    // No word of the heads of the causes is broken: each is one line high.
    for (const head of await page.locator('.causes thead th').all())
      expect((await head.boundingBox())?.height).toBeLessThan(32);
    // A heading in a column of the width of one character stands upright.
    for (const heading of await page.locator('.group .title').all())
      expect((await heading.boundingBox())?.height).toBeLessThan(60);
    expect(await page.locator('h1').textContent()).toBe(
      '1 条规则的 3 个场景失败：应为 400 BAD_ARGUMENTS:biz_no，实为 200 并返回 token；SLA 达成；并发上限为 5',
    );
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
    await page.close();
  });
});
