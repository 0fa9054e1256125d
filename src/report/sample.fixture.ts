// Results for tests: small, but with every kind of standing, status and remark. Only tests import this file.
import type { Standing } from '../contract/types.js';
import type { ContractResult, ResultStatus, Results, RuleResult, StatusCounts } from '../records/types.js';

const FILE = 'scenarios/get-token/business.ts';

export function aResult(over: Partial<ContractResult> = {}): ContractResult {
  const rule = over.rule ?? 'biz_no.max-bytes';
  const name = over.name ?? 'Accepts a biz_no of 128 bytes';
  return {
    id: `${rule}/${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    name,
    rule,
    standing: 'implied',
    file: FILE,
    line: 41,
    status: 'passed',
    expected: '200 and a token',
    actual: '200 and a token',
    note: '',
    durationMs: 12.4,
    curl: `curl -sS http://127.0.0.1:8080/faceid/liveness/v2/get_token -F api_secret="$FACEID_API_SECRET" -F biz_no=x`,
    body: '{"request_id":"1532,8f3c","time_used":9,"token":"5f0e9c2a","expired_time":1795553021}',
    steps: [],
    inconclusive: false,
    screenshot: '',
    ...over,
  };
}

export function aRule(over: Partial<RuleResult> = {}): RuleResult {
  return {
    id: 'biz_no.max-bytes',
    endpoint: 'get-token',
    standing: 'implied',
    group: 'business',
    text: 'biz_no has at most 128 bytes',
    outcome: '200, otherwise 400 BAD_ARGUMENTS:biz_no',
    section: 'Parameters',
    inferredFrom: '400 BAD_ARGUMENTS:<key>: "a parameter could not be parsed (…), or is too long"',
    status: 'passed',
    scenarios: 1,
    ...over,
  };
}

export function countStatuses(results: readonly ContractResult[]): StatusCounts {
  const having = (status: ResultStatus): number => results.filter((one) => one.status === status).length;
  const undecided = results.filter(({ inconclusive }) => inconclusive).length;
  return {
    total: results.length,
    passed: having('passed'),
    failed: having('failed'),
    observed: having('observed'),
    notRun: having('not-run') - undecided,
    undecided,
    waived: having('waived'),
  };
}

type Parts = Partial<Omit<Results, 'run' | 'contract'>> & {
  readonly run?: Partial<Results['run']>;
  readonly contract?: Partial<Omit<Results['contract'], 'summary'>>;
  readonly requests?: number;
};

/** A run with these parts; counts follow from the results. */
export function aRun(parts: Parts = {}): Results {
  const results = parts.contract?.results ?? [];
  const of = (standing: Standing): StatusCounts => countStatuses(results.filter((one) => one.standing === standing));
  return {
    schemaVersion: 2,
    run: {
      id: '20261124-140200-318204',
      startedAt: '2026-11-24T14:02:00.000Z',
      finishedAt: '2026-11-24T14:02:31.512Z',
      complete: true,
      seed: 318204,
      command: ['contract', '--target', 'emulator', '--seed', '318204'],
      target: { name: 'emulator', url: 'http://127.0.0.1:8080' },
      version: '0.1.0',
      node: '20.20.2',
      ...parts.run,
    },
    contract: {
      rules: [],
      endpoints: [{ id: 'get-token', name: 'GetToken', address: 'POST /faceid/liveness/v2/get_token' }],
      groups: [
        { id: 'endpoint', endpoint: 'get-token', title: 'Endpoint and transport' },
        { id: 'photos', endpoint: 'get-token', title: 'Photos' },
        { id: 'business', endpoint: 'get-token', title: 'Business fields' },
        { id: 'answer', endpoint: 'get-token', title: 'The answer' },
      ],
      openQuestions: [],
      ...parts.contract,
      results,
      summary: {
        ...countStatuses(results),
        byStanding: { stated: of('stated'), implied: of('implied'), silent: of('silent') },
        requests: parts.requests ?? results.length,
      },
    },
    load: parts.load ?? [],
    redactions: parts.redactions ?? [],
    verdict: parts.verdict ?? 'passed',
    causes: parts.causes ?? [],
    exitCode: parts.exitCode ?? 0,
  };
}

const post = aRule({
  id: 'endpoint.post',
  group: 'endpoint',
  standing: 'stated',
  text: 'POST to the documented path answers a valid request',
  outcome: '200 and a token',
  section: 'URL',
  inferredFrom: '',
});
const unique = aRule({
  id: 'biz_no.unique',
  standing: 'silent',
  text: 'biz_no must be unique; what a repeat gets is not said',
  outcome: 'left open',
  inferredFrom: '',
  status: 'observed',
});
const echo = aRule({
  id: 'biz_no.echo',
  standing: 'stated',
  text: 'biz_no comes back unchanged in notify and return',
  outcome: 'byte for byte equal',
  inferredFrom: '',
  status: 'untested',
  scenarios: 0,
});
const firstBad = aRule({
  id: 'image_ref.first-bad',
  group: 'photos',
  standing: 'stated',
  text: 'Several bad photos: only the first is named',
  outcome: "the first one's name",
  inferredFrom: '',
  status: 'waived',
});
const denied = aRule({
  id: 'auth.denied',
  group: 'endpoint',
  standing: 'stated',
  text: 'A key without permission is refused',
  outcome: '403 AUTHORIZATION_ERROR:Denied.',
  section: 'Errors: GetToken',
  inferredFrom: '',
  status: 'not-run',
});
const timeUsed = aRule({
  id: 'response.time_used',
  group: 'answer',
  standing: 'stated',
  text: 'time_used is always there',
  outcome: 'an integer',
  section: 'Answer: fields',
  inferredFrom: '',
  status: 'untested',
  scenarios: 0,
});

const postResult = aResult({
  rule: 'endpoint.post',
  standing: 'stated',
  name: 'Sends a valid request',
  file: 'scenarios/get-token/endpoint.ts',
  line: 12,
});
const uniqueResult = aResult({
  rule: 'biz_no.unique',
  standing: 'silent',
  status: 'observed',
  name: 'Sends the same biz_no twice',
  line: 77,
  expected: 'left open',
  actual: '200 and a new token',
  steps: [
    { title: 'first request', atMs: 0, detail: '200 and a token' },
    { title: 'second request', atMs: 14, detail: '200 and a new token' },
  ],
});
const waivedResult = aResult({
  rule: 'image_ref.first-bad',
  standing: 'stated',
  status: 'waived',
  name: 'Names image_ref1 when image_ref1 and image_ref2 are damaged',
  file: 'scenarios/get-token/photos.ts',
  line: 30,
  expected: '400 IMAGE_ERROR_UNSUPPORTED_FORMAT:image_ref1',
  actual: '400 IMAGE_ERROR_UNSUPPORTED_FORMAT:image_ref2',
  note: 'known since 2026-10-02, waived until 2027-01-31',
});
const deniedResult = aResult({
  rule: 'auth.denied',
  standing: 'stated',
  status: 'not-run',
  name: 'Refuses a disabled key',
  file: 'scenarios/get-token/auth.ts',
  line: 55,
  expected: '403 AUTHORIZATION_ERROR:Denied.',
  actual: '',
  body: '',
  curl: '',
  note: 'no credentials for the role "denied": add them to the target file',
});

/** Ends at 129 bytes: the fault of the failing run. */
export const brokenResult = aResult({
  status: 'failed',
  name: 'Refuses a biz_no of 129 bytes (43 CJK characters)',
  expected: '400 BAD_ARGUMENTS:biz_no',
  actual: '200 and a token',
  note: 'the limit counts bytes, not characters',
});

const questions = [
  {
    question: 'What does a repeated biz_no get?',
    observations: [{ rule: 'biz_no.unique', name: 'Sends the same biz_no twice', seen: '200 and a new token' }],
  },
  { question: 'What do other HTTP methods get?', observations: [] },
];

const redactions = [
  { kind: 'api_secret', count: 211 },
  { kind: 'idcard_number', count: 1 },
];

const notedResult = aResult({ name: 'Accepts a biz_no of 1 byte', note: 'a space stands after the colon', line: 38 });

/** Every tested rule is kept; one rule waits, one has no scenario. */
export const passingRun = aRun({
  contract: {
    results: [postResult, uniqueResult, aResult(), notedResult],
    rules: [post, aRule({ scenarios: 2 }), unique, echo, timeUsed],
    openQuestions: questions,
  },
  redactions,
  requests: 1205,
});

/** One rule is broken, by three scenarios of one cause; one rule is waived and one was not run. */
export const failingRun = aRun({
  contract: {
    results: [
      postResult,
      uniqueResult,
      aResult(),
      notedResult,
      brokenResult,
      { ...brokenResult, id: 'x2', name: 'Refuses a biz_no of 129 bytes (129 ASCII letters)', line: 44 },
      { ...brokenResult, id: 'x3', name: 'Refuses a biz_no of 5000 bytes', line: 47 },
      waivedResult,
      deniedResult,
    ],
    rules: [post, denied, firstBad, aRule({ status: 'failed', scenarios: 5 }), unique, echo],
    openQuestions: questions,
  },
  redactions,
  verdict: 'failed',
  causes: ['3 scenarios of 1 rule failed: biz_no.max-bytes', '1 rule was not run'],
  exitCode: 1,
  requests: 1205,
});

/** Stopped after the second of three scenarios. */
export const interruptedRun = aRun({
  contract: {
    results: [postResult, uniqueResult, { ...deniedResult, note: 'the run was stopped before it' }],
    rules: [post, denied, unique],
  },
  run: { complete: false },
  verdict: 'interrupted',
  causes: ['interrupted by SIGINT after 2 of 3 scenarios'],
  exitCode: 130,
});

/** Everything that a hostile or broken target could put into a result. */
export const hostileTexts = {
  markup: '</script></style><img src=x onerror=alert(1)><svg onload=alert(1)>',
  url: 'javascript:alert(document.domain)',
  quotes: `"><b>'`,
  controls: 'a\0b\x1b[31mred\x1b[0m\x07',
  bidi: 'user\u202egnp.exe\u2066x',
  surrogates: 'half \ud83d and half \ude00',
  cdata: ']]><x/>',
  rtl: 'رقم العمل غير صالح',
} as const;

export const hostileRun = aRun({
  contract: {
    results: Object.entries(hostileTexts).map(([kind, text], index) =>
      aResult({
        id: `${kind}${text}`,
        name: `${kind} ${text}`,
        rule: `hostile.${text}`,
        status: index % 2 === 0 ? 'failed' : 'observed',
        file: `/home/${text}.ts`,
        expected: text,
        actual: text,
        note: text,
        curl: text,
        body: text,
        steps: [{ title: text, atMs: 1, detail: text }],
        screenshot: text,
      }),
    ),
    rules: [aRule({ id: hostileTexts.markup, text: hostileTexts.quotes, outcome: hostileTexts.bidi })],
    groups: [{ id: 'business', endpoint: 'get-token', title: hostileTexts.markup }],
    openQuestions: [
      { question: hostileTexts.markup, observations: [{ rule: 'x', name: hostileTexts.bidi, seen: hostileTexts.url }] },
    ],
  },
  run: { target: { name: hostileTexts.markup, url: hostileTexts.url }, id: hostileTexts.quotes },
  redactions: [{ kind: hostileTexts.markup, count: 1 }],
  verdict: 'failed',
  causes: [hostileTexts.markup, hostileTexts.controls],
  exitCode: 1,
});
