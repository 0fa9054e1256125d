import { describe, expect, it } from 'vitest';
import { contracts } from '../../../contracts/index.js';
import type { Contract } from '../../contract/types.js';
import { placeInSource } from '../../run/data-file/place-in-source.js';
import { readYaml } from '../../run/data-file/read-document.js';
import { linkProblems, shapeProblems } from './check-contract.js';

const rule = {
  id: 'greeting.who',
  group: 'greeting',
  standing: 'stated',
  text: 'who is mandatory',
  outcome: '400',
} as const;
const good: Contract = {
  id: 'greeting',
  name: 'Greeting',
  endpoint: { method: 'GET', path: '/v1/greeting', sends: 'query' },
  groups: [{ id: 'greeting', title: 'Greeting' }],
  parameters: [{ name: 'who', type: 'string', required: 'always' }],
  answer: {
    fields: [],
    success: { word: 'greeting', text: 'a greeting', field: 'text' },
    error: { kind: 'message', field: 'error', separator: ':', code: '[A-Z_]+' },
  },
  errors: [{ status: 400, code: 'WHO_MISSING' }],
  rules: [rule],
  requests: { usual: { who: 'Ada' } },
};
const parameter = good.parameters[0]!;
const said = (change: object) => {
  const value = { ...good, ...change };
  const shape = shapeProblems(value);
  return (shape.length > 0 ? shape : linkProblems(value, contracts)).map((problem) => problem.said).join('\n');
};

describe('a contract of a user is checked before anything is sent', () => {
  it('passes when it is right, and so do those of the project', () => {
    expect(said({})).toBe('');
    for (const contract of contracts) {
      expect(shapeProblems(contract)).toEqual([]);
      expect(
        linkProblems(
          contract,
          contracts.filter((other) => other !== contract),
        ),
      ).toEqual([]);
    }
  });

  it.each([
    // what is changed, what is said
    [{ rulez: [] }, '"rulez" is unknown; did you mean "rules"?'],
    [{ endpoint: { ...good.endpoint, send: 'form' } }, '"endpoint.send" is unknown; did you mean "sends"?'],
    [
      { endpoint: { ...good.endpoint, sends: 'forms' } },
      '"endpoint.sends" is "forms", not one of "form", "query", "json"; did you mean "form"?',
    ],
    [{ endpoint: { ...good.endpoint, path: 'v1' } }, '"endpoint.path" must begin with "/"'],
    [{ name: undefined }, '"name" is missing'],
    [{ parameters: 'who' }, '"parameters" is "who", expected a list'],
    [
      { parameters: [{ ...parameter, requird: 'always' }] },
      '"parameters[0].requird" is unknown; did you mean "required"?',
    ],
    [{ parameters: [{ ...parameter, required: 'yes' }] }, '"parameters[0].required" must be "always", "never", or'],
    [{ errors: [{ status: 400, code: 1001 }] }, `"errors[0].code" is 1001, expected a string: write it in quotes`],
    [{ requests: { usual: { who: 'a\ud800' } } }, '"requests.usual.who": half of a surrogate pair (\\ud800)'],
    [{ requests: { usual: { who: 5 } } }, `"requests.usual.who" must be a string: write it in quotes`],
    [
      { answer: { ...good.answer, error: { kind: 'message', field: 'e', separator: ':', code: '[A' } } },
      '"answer.error.code" is no regular expression',
    ],
    [{ answer: { ...good.answer, error: { kind: 'both' } } }, '"answer.error'],
    [{ id: 'get-token' }, '"id" is "get-token", and another contract has that id'],
    [{ name: 'GetToken' }, '"name" is "GetToken", and another contract has that name'],
    [
      { rules: [{ ...rule, id: 'biz_no.required' }] },
      '"rules[0].id" is "biz_no.required", and GetToken has a rule of that id',
    ],
    [{ rules: [rule, rule] }, '"rules[1].id" is "greeting.who", as is one before it'],
    [
      { rules: [{ ...rule, group: 'greetings' }] },
      '"rules[0].group" is "greetings", no id of "groups"; did you mean "greeting"?',
    ],
    [
      { parameters: [parameter, { name: 'a', type: 'string', required: { with: 'whom', values: [] } }] },
      '"parameters[1].required.with" is "whom", no name of "parameters"; did you mean "who"?',
    ],
    [
      { parameters: [{ ...parameter, values: ['Ada'] }], requests: { usual: { who: 'Eve' } } },
      '"requests.usual.who" is none of the "values" of its parameter: Ada',
    ],
    [
      {
        parameters: [{ ...parameter, limit: { max: 8, unit: 'characters' } }],
        requests: { usual: { who: { unique: 's{}' } } },
      },
      '"requests.usual.who" makes 13 characters; its parameter has a "limit" of 8',
    ],
    [
      { parameters: [{ ...parameter, limit: { max: 8, unit: 'bytes' } }], requests: { usual: { who: '三个字' } } },
      '"requests.usual.who" makes 9 bytes; its parameter has a "limit" of 8',
    ],
    [
      { parameters: [{ ...parameter, exactCharacters: 4 }], requests: { usual: { who: { chars: 5, of: 'digits' } } } },
      '"requests.usual.who" makes 5 characters; its parameter has "exactCharacters" of 4',
    ],
    [{ requests: { usual: {} } }, '"requests.usual" lacks who, which is mandatory'],
    [
      { requests: { usual: { who: '', wo: '' } } },
      '"requests.usual.wo" is no name of "parameters"; did you mean "who"?',
    ],
    [{ errors: [{ status: 400, code: 'who' }] }, '"errors[0].code" is "who", which does not fit "answer.error.code"'],
    [{ follows: 'get-tokn' }, '"follows" is "get-tokn", no other contract that is called; did you mean "get-token"?'],
    [{ openQuestions: [{ question: '?', rules: ['x'] }] }, '"openQuestions[0].rules[0]" is "x", no id of "rules"'],
  ])('%j', (change, text) => {
    expect(said(change)).toContain(text);
  });

  it('has all its problems told at once', () => {
    expect(shapeProblems({ ...good, rulez: [], name: 5, errors: [{}] }).length).toBeGreaterThan(3);
    expect(shapeProblems(undefined)[0]?.said).toBe('expected a contract as the default export');
  });
});

describe('the line of a problem', () => {
  it('is exact in YAML, and what is missing stands where it should', () => {
    const { lineOf } = readYaml('id: a\nrules:\n  - id: x\n  - id: y\n    group: z\n', 'f');
    expect([lineOf(['id']), lineOf(['rules', 1, 'group']), lineOf(['rules', 0, 'group']), lineOf([])]).toEqual([
      1, 5, 3, 1,
    ]);
  });

  it('is that of the key in a source', () => {
    const lines = [
      'const rules = [',
      "  { id: 'x', group: 'g' },",
      "  { id: 'y',",
      "    group: 'h' },",
      '];',
      'export default { rules };',
    ];
    const value = {
      rules: [
        { id: 'x', group: 'g' },
        { id: 'y', group: 'h' },
      ],
    };
    expect(placeInSource(lines, value, ['rules', 0, 'group'])).toBe(2);
    expect(placeInSource(lines, value, ['rules', 1, 'group'])).toBe(4);
    expect(placeInSource(lines, value, ['rules'])).toBe(1);
  });
});
