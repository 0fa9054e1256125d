import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { renderHtml } from '../report/html.js';
import { renderJunit } from '../report/junit.js';
import { renderSummary } from '../report/summary.js';
import schema from './results.schema.json' with { type: 'json' };
import type { Results } from './types.js';
import { type ResultsV1, upgradeResults } from './upgrade-results.js';

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as ResultsV1;
const stored = read('results-v1.fixture.json');

describe('results that version 1 stored', () => {
  const results = upgradeResults(stored);

  it('are those of today, with everything that they told', () => {
    expect(stored.schemaVersion).toBeUndefined();
    const validate = new Ajv().compile(schema);
    expect(validate(results), JSON.stringify(validate.errors)).toBe(true);
    expect(results.contract.results).toEqual(stored.contract.results);
    expect(results.contract.summary).toMatchObject({ total: 4, passed: 4, notRun: 0, undecided: 0 });
  });

  it('count apart what could not be decided', () => {
    const [first] = stored.contract.results;
    const undecided = { ...first!, status: 'not-run' as const, inconclusive: true };
    const summary = { ...stored.contract.summary, notRun: 3 };
    const { contract } = upgradeResults({ ...stored, contract: { ...stored.contract, summary, results: [undecided] } });
    expect(contract.summary).toMatchObject({ notRun: 2, undecided: 1 });
  });

  it('still render, without the heading of an endpoint', () => {
    expect(renderSummary(results, { colour: false })).toMatch(/all +4 +4 +0/);
    expect(renderSummary(results, { colour: false })).not.toContain('NaN');
    expect(renderJunit(results)).toContain('<testsuite name="comparison_type and its groups" tests="4"');
    const page = renderHtml(results);
    for (const text of ['Endpoint and transport', 'uuid.required']) expect(page).toContain(text);
    expect(page).not.toContain('<h3 class="endpoint">');
    expect(page).not.toMatch(/NaN|undefined/);
  });

  it('leave those of today as they are', () => {
    const today = results as Results;
    expect(upgradeResults(today)).toBe(today);
  });
});
