import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { aLatency, aLimit, aLoadRecord, anSla, aWatch } from './load-record.fixture.js';
import schema from './results.schema.json' with { type: 'json' };
import type { Results, StatusCounts } from './types.js';

const counts: StatusCounts = { total: 1, passed: 0, failed: 1, observed: 0, notRun: 0, undecided: 0, waived: 0 };

/** Every list has an entry, so that every field of every record stands here. */
const sample: Results = {
  schemaVersion: 2,
  run: {
    id: '20261124-140200-318204',
    startedAt: '2026-11-24T14:02:00.000Z',
    finishedAt: '2026-11-24T14:02:31.512Z',
    complete: true,
    seed: 318204,
    command: ['contract', '--seed', '318204'],
    target: { name: 'emulator', url: 'http://127.0.0.1:8080' },
    version: '0.1.0',
    node: '20.20.2',
  },
  contract: {
    results: [
      {
        id: 'biz_no.max-bytes/129-bytes',
        name: 'Accepts a biz_no of 129 bytes',
        rule: 'biz_no.max-bytes',
        standing: 'implied',
        file: 'scenarios/get-token/business.ts',
        line: 41,
        status: 'failed',
        expected: '400 BAD_ARGUMENTS:biz_no',
        actual: '200 and a token',
        note: '',
        durationMs: 12.4,
        curl: 'curl -sS http://127.0.0.1:8080/faceid/liveness/v2/get_token -F biz_no=x',
        body: '{"token":"…"}',
        steps: [{ title: 'sent', atMs: 0.5, detail: '129 bytes' }],
        inconclusive: false,
        screenshot: 'shots/1.png',
      },
    ],
    rules: [
      {
        id: 'biz_no.max-bytes',
        endpoint: 'get-token',
        standing: 'implied',
        group: 'business',
        text: 'biz_no has at most 128 bytes',
        outcome: '200, otherwise 400 BAD_ARGUMENTS:biz_no',
        section: 'Parameters',
        inferredFrom: '400 BAD_ARGUMENTS:<key>',
        status: 'failed',
        scenarios: 1,
      },
    ],
    endpoints: [{ id: 'get-token', name: 'GetToken', address: 'POST /faceid/liveness/v2/get_token' }],
    groups: [{ id: 'business', endpoint: 'get-token', title: 'Business fields' }],
    openQuestions: [
      {
        question: 'What does a repeated biz_no get?',
        observations: [{ rule: 'biz_no.unique', name: 'The same biz_no twice', seen: '200 and a token' }],
      },
    ],
    summary: { ...counts, byStanding: { stated: counts, implied: counts, silent: counts }, requests: 2 },
  },
  load: [
    aLoadRecord({
      limit: aLimit(),
      sla: anSla({ voids: ['3 arrivals were not sent'] }),
      latency: aLatency(),
      watch: aWatch(),
    }),
  ],
  redactions: [{ kind: 'api_secret', count: 3 }],
  verdict: 'failed',
  causes: ['1 rule is broken: biz_no.max-bytes'],
  exitCode: 1,
};

type Path = readonly (string | number)[];

/** A deep copy in which the value at `path` is what `change` makes of it; undefined removes it. */
function changed(path: Path, change: (value: unknown) => unknown): unknown {
  const copy: unknown = structuredClone(sample);
  let holder = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
  const last = path.at(-1)!;
  const value = change(holder[last]);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every path to a field, and every path to an object below the top. */
function walk(value: unknown, path: Path = []): { fields: Path[]; objects: Path[] } {
  const found = { fields: [] as Path[], objects: [] as Path[] };
  const entries = Array.isArray(value) ? [...value.entries()] : isRecord(value) ? Object.entries(value) : [];
  if (isRecord(value) && path.length > 0) found.objects.push(path);
  for (const [key, inner] of entries) {
    const here = [...path, key];
    if (isRecord(value)) found.fields.push(here);
    const below = walk(inner, here);
    found.fields.push(...below.fields);
    found.objects.push(...below.objects);
  }
  return found;
}

/** The fields below a schema that have neither a description nor a reference to a definition. */
function undescribed(node: unknown, path: Path = []): string[] {
  if (Array.isArray(node)) return node.flatMap((inner, index) => undescribed(inner, [...path, index]));
  if (!isRecord(node)) return [];
  const own = isRecord(node.properties) && !path.includes('if') && !path.includes('else') ? node.properties : {};
  const bare = Object.entries(own).filter(([, field]) => isRecord(field) && !field.description && !field.$ref);
  return [
    ...bare.map(([name]) => [...path, name].join('.')),
    ...Object.entries(node).flatMap(([key, inner]) => undescribed(inner, [...path, key])),
  ];
}

/** Metrics and their values are maps: which keys they hold is the script's affair. */
const isOfMap = (path: Path): boolean => path.includes('metrics') && (path.length === 4 || path.includes('values'));

describe('results.schema.json', () => {
  const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
  const walked = walk(sample);
  const isFirst = (path: Path): boolean => path.every((key) => typeof key === 'string' || key === 0);
  const fields = walked.fields.filter((path) => isFirst(path) && (!isOfMap(path) || path.at(-1) === 'values'));
  const objects = walked.objects.filter((path) => isFirst(path) && path.at(-1) !== 'values');

  it('accepts results that have every field', () => {
    expect(validate(sample), JSON.stringify(validate.errors)).toBe(true);
  });

  it('accepts a run without a single result', () => {
    const empty = changed(['contract', 'results'], () => []);
    expect(validate(empty), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each(fields.map((path) => [path.join('.'), path] as const))('refuses results without %s', (_, path) => {
    expect(validate(changed(path, () => undefined))).toBe(false);
  });

  it.each(objects.map((path) => [path.join('.'), path] as const))('refuses an unknown field in %s', (_, path) => {
    expect(validate(changed(path, (value) => ({ ...(value as object), surprise: 1 })))).toBe(false);
  });

  it.each([
    ['an unknown verdict', ['verdict'], 'fine'],
    ['an unknown status of a scenario', ['contract', 'results', 0, 'status'], 'skipped'],
    ['a scenario with the status of a rule', ['contract', 'results', 0, 'status'], 'untested'],
    ['an unknown standing', ['contract', 'rules', 0, 'standing'], 'maybe'],
    ['a line 0', ['contract', 'results', 0, 'line'], 0],
    ['a body over 4,000 characters', ['contract', 'results', 0, 'body'], 'x'.repeat(4001)],
    ['a local time', ['run', 'startedAt'], '2026-11-24T14:02:00+08:00'],
    ['a count below 0', ['contract', 'summary', 'requests'], -1],
    ['a broken count', ['redactions', 0, 'count'], 1.5],
    ['exit code 1 without a cause', ['causes'], []],
    ['an unknown kind of load run', ['load', 0, 'kind'], 'stress'],
    ['an unknown engine', ['load', 0, 'engine'], 'jmeter'],
    ['a metric whose value is no number', ['load', 0, 'metrics', 'http_reqs', 'values', 'count'], '13000'],
    ['a metric of an unknown type', ['load', 0, 'metrics', 'http_reqs', 'type'], 'histogram'],
    ['half a request in flight', ['load', 0, 'limit', 'low'], 4.5],
    ['an unknown cause of a limit', ['load', 0, 'limit', 'cause'], 'weather'],
    ['an unknown outcome of a round', ['load', 0, 'limit', 'staircase', 0, 'outcome'], 'maybe'],
    ['an unknown verdict on a day', ['load', 0, 'watch', 'days', 0, 'verdict'], 'passed'],
    ['an unknown verdict on a promise', ['load', 0, 'sla', 'objectives', 0, 'verdict'], 'passed'],
    ['a confidence of 100 %', ['load', 0, 'sla', 'confidence'], 100],
    ['a time below 0', ['load', 0, 'latency', 'percentiles', 0, 'ms'], -1],
    ['points without a width', ['load', 0, 'latency', 'intervalSeconds'], 0],
  ] as const)('refuses %s', (_, path, value) => {
    expect(validate(changed(path, () => value))).toBe(false);
  });

  it.each([
    ['no load run at all', ['load'], []],
    ['a run that timed nothing', ['load', 0, 'latency'], null],
    ['a run that looked for no limit', ['load', 0, 'limit'], null],
    ['a run without an agreement', ['load', 0, 'sla'], null],
    ['a script that was not run', ['load', 0, 'notRun'], 'the budget is used up; raise it'],
    ['a run that was no watch', ['load', 0, 'watch'], null],
    ['a day without an agreement', ['load', 0, 'watch', 'days', 0, 'verdict'], null],
    ['a limit that was not met', ['load', 0, 'limit', 'high'], null],
    ['a target that gave no time_used', ['load', 0, 'latency', 'shares'], null],
    ['a promise nothing was measured of', ['load', 0, 'sla', 'objectives', 0, 'measured'], null],
    ['a promise that no number of samples would decide', ['load', 0, 'sla', 'objectives', 0, 'samplesNeeded'], null],
    ['an interval open above', ['load', 0, 'latency', 'percentiles', 0, 'high'], null],
    ['a second without requests', ['load', 0, 'latency', 'series', 0, 'p50Ms'], null],
    ['a script without metrics', ['load', 0, 'metrics'], {}],
  ] as const)('accepts %s', (_, path, value) => {
    const results = changed(path, () => value);
    expect(validate(results), JSON.stringify(validate.errors)).toBe(true);
  });

  it('lets exit code 0 go without a cause', () => {
    const quiet = { ...(changed(['causes'], () => []) as Results), exitCode: 0, verdict: 'passed' };
    expect(validate(quiet), JSON.stringify(validate.errors)).toBe(true);
  });

  it('describes every field', () => {
    expect(undescribed(schema)).toEqual([]);
  });
});
