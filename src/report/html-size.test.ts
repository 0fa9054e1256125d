import { expect, it } from 'vitest';
import { renderHtml } from './html.js';
import { section, textOf } from './page.fixture.js';
import { aRule, aRun, brokenResult } from './sample.fixture.js';

it('shows a hundred causes in full and the others in brief, all reachable', () => {
  const results = Array.from({ length: 5000 }, (_, index) => ({
    ...brokenResult,
    id: `f${index}`,
    rule: `rule-${index}`,
    name: `Failure ${index + 1}`,
    expected: `403 E${index}`,
    actual: `403 X${index}`,
    body: 'x'.repeat(4000),
  }));
  const page = renderHtml(
    aRun({ contract: { results, rules: [aRule({ status: 'failed', scenarios: 5000 })] }, verdict: 'failed' }),
  );
  expect(section(page, 'failures').match(/<article/g)).toHaveLength(100);
  expect(page).toContain('id="cause-5000"');
  expect(textOf(page)).toContain('1 more in brief');
  expect(page.length).toBeLessThan(10_000_000);
});
