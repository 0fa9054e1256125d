import { expect, it } from 'vitest';
import { renderHtml } from './html.js';
import { renderJunit } from './junit.js';
import { section, textOf } from './page.fixture.js';
import { aResult, aRule, aRun } from './sample.fixture.js';
import { renderSummary } from './summary.js';
import { parseXml } from './xml.fixture.js';

const rules = [
  aRule({ id: 'endpoint.post', group: 'endpoint', endpoint: 'get-token' }),
  aRule({ id: 'result.get', group: 'result', endpoint: 'get-result' }),
];
const results = rules.map(({ id }) => aResult({ id: `${id}/one`, rule: id, name: `shows ${id}` }));
const one = aRun({ contract: { rules, results } });
const run = {
  ...one,
  contract: {
    ...one.contract,
    endpoints: [
      ...one.contract.endpoints,
      { id: 'get-result', name: 'GetResult', address: 'GET /faceid/liveness/v2/get_result' },
    ],
    groups: [...one.contract.groups, { id: 'result', endpoint: 'get-result', title: 'What is asked' }],
  },
};

it('two endpoints: each has its heading with its rules under it on the page', () => {
  const page = textOf(section(renderHtml(run), 'rules'));
  const places = ['GetToken POST /faceid', 'endpoint.post', 'GetResult GET /faceid', 'result.get'].map((text, index) =>
    page.indexOf(text, index === 0 ? 0 : page.indexOf('GetToken POST /faceid')),
  );
  expect(places.every((place) => place >= 0)).toBe(true);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
});

it('two endpoints: JUnit names the endpoint in the suites of each, and the terminal counts them apart', () => {
  const names = parseXml(renderJunit(run)).children.map(({ attributes }) => attributes.name);
  expect(names).toEqual(['GetToken: Endpoint and transport', 'GetResult: What is asked']);
  const alone = aRun({ contract: { rules: rules.slice(0, 1), results: results.slice(0, 1) } });
  expect(parseXml(renderJunit(alone)).children.map(({ attributes }) => attributes.name)).not.toContain(
    'GetToken: Endpoint and transport',
  );
  expect(renderSummary(run, { colour: false })).toMatch(/GetToken +1 [\s\S]*GetResult +1 /);
});
