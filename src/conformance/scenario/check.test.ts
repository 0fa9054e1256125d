import { describe, expect, it } from 'vitest';
import { contracts } from '../../../contracts/index.js';
import { checkScenarios, scenarioId } from './check.js';

const found = (value: unknown, line = 1) => ({ value, file: 'mine.ts', line });
const errorsOf = (...values: unknown[]) =>
  checkScenarios(
    values.map((value, index) => found(value, index + 1)),
    contracts,
  ).errors.join('\n');

const good = {
  rule: 'biz_no.required',
  name: 'biz_no left out',
  without: ['biz_no'],
  expect: '400 MISSING_ARGUMENTS: biz_no',
};

const flow = { rule: 'biz_no.echo', kind: 'flow', name: 'comes back', see: 'biz_no comes back' };

describe('trust row 22: a scenario from outside is checked before anything is sent', () => {
  it('passes when it is right, with the standing of its rule', () => {
    const { scenarios, errors } = checkScenarios([found(good)], contracts);
    expect(errors).toEqual([]);
    expect(checkScenarios([found(flow)], contracts).errors).toEqual([]);
    expect(scenarios[0]).toMatchObject({
      id: 'biz_no.required/biz-no-left-out',
      file: 'mine.ts',
      line: 1,
      standing: 'stated',
    });
  });

  it.each([
    // what is wrong                          scenario                                                   what the message says
    ['an unknown rule', { ...good, rule: 'biz_no.requird' }, 'did you mean "biz_no.required"?'],
    ['an unknown key', { ...good, expects: '200 token' }, '"expects" is unknown'],
    ['an unknown parameter', { ...good, without: ['biz_mo'] }, 'did you mean "biz_no"?'],
    [
      'an unknown error code',
      { ...good, expect: '400 MISSING_ARGUMENT: biz_no' },
      'names an error code that the page lacks',
    ],
    ['a wrong status', { ...good, expect: '403 MISSING_ARGUMENTS: biz_no' }, 'the status 400, not 403'],
    [
      'no expectation',
      { rule: good.rule, name: good.name },
      '"expect" is missing; it must be a string such as "200 token"',
    ],
    ['no name', { ...good, name: ' ' }, '"name" must say what is done'],
    ['a judged silent rule', { rule: 'biz_no.unique', name: 'x', expect: '200 token' }, 'can only be observed'],
    [
      'a photo in an urlencoded form',
      { ...good, form: 'urlencoded', with: { image_ref1: { photo: 'one face' } } },
      'cannot carry a photo',
    ],
    ['a flow that shows nothing known', { ...flow, see: 'biz_no come back' }, 'did you mean "biz_no comes back"?'],
    [
      'a flow without a sight',
      { ...flow, see: undefined },
      '"see" is missing; it must be one of "return_url posted", "notify_url posted"',
    ],
    ['a flow with an expectation', { ...flow, expect: '200 token' }, '"expect" is unknown in a scenario of kind flow'],
    ['a flow for a silent rule', { ...flow, rule: 'biz_no.unique' }, 'a flow cannot judge it'],
    [
      'extra data that was never sent',
      { ...flow, rule: 'biz_extra_data.echo', see: 'biz_extra_data comes back' },
      'give biz_extra_data under "with"',
    ],
    ['a number in place of a name', { ...good, name: 11 }, '"name" is 11, expected a string: write it in quotes'],
    ['a number for a value', { ...good, with: { uuid: 5 } }, `"with.uuid" must be a string: write it in quotes`],
    [
      'a misspelt form of a value',
      { ...good, with: { uuid: { char: 5 } } },
      '"with.uuid" must be a string, or an object with one of chars,',
    ],
    [
      'a form of a value with a wrong part',
      { ...good, with: { uuid: { chars: -1, of: 'ascii' } } },
      '"with.uuid.chars" is a number, out of its bounds',
    ],
    ['the same under extra', { ...good, extra: { more: 5 } }, `"extra.more" must be a string: write it in quotes`],
    ['a unique text that is none', { ...good, with: { biz_no: { unique: 'x' } } }, 'needs "{}"'],
    [
      'half of a surrogate pair',
      { ...good, with: { uuid: 'a\ud800b' } },
      '"with.uuid": half of a surrogate pair (\\ud800) is no character; for its bytes write { hex',
    ],
    [
      'half of a surrogate pair in the name',
      { ...good, name: 'x\udc00' },
      '"name": half of a surrogate pair (\\udc00)',
    ],
    ['an unknown kind', { ...good, kind: 'requst' }, 'kind "requst" is unknown'],
    ['no object', 'text', 'must be an object'],
  ])('%s', (_what, scenario, message) => {
    expect(errorsOf(scenario)).toContain(message);
    expect(errorsOf(scenario)).toMatch(/^mine\.ts:1: /);
  });

  it.each([
    // what stands in a scenario, what is said of it
    [{ rule: ['biz_no.required'] }, '"rule" is ["biz_no.required"], expected a string'],
    [{ rule: undefined }, '"rule" is missing'],
    [{ without: true }, '"without" is true, expected a list'],
    [{ without: 'uuid' }, '"without" is a string, expected a list'],
    [{ kind: 'constructor' }, 'kind "constructor" is unknown; there are request, repeat,'],
    [{ kind: ['flow'] }, 'kind ["flow"] is unknown'],
    [{ as: 'ful' }, '"as" is "ful", not one of "full", "denied", "no_data_source", "limited"; did you mean "full"?'],
    [
      { form: 'urlencode' },
      '"form" is "urlencode", not one of "multipart", "urlencoded", "urlencoded; charset=UTF-8"; did',
    ],
    [{ method: 'FOO' }, '"method" is "FOO", not one of "POST", "GET"'],
    [{ path: 5 }, '"path" is 5, expected a string: write it in quotes'],
    [{ path: 'v1' }, '"path" must begin with "/"'],
    [{ with: null }, '"with" is null, expected an object'],
    [{ extra: JSON.parse('{ "__proto__": 5 }') }, `"extra.__proto__" must be a string: write it in quotes`],
    [{ expect: [] }, '"expect"'],
    [{ kind: 'repeat', expect: '200 token' }, '"expect" is "200 token", not "observe"'],
    [{ kind: 'burst', expect: undefined, burst: 'lots' }, '"burst" is "lots", not one of "at the limit"'],
    [{ kind: 'burst', expect: undefined }, '"burst" is missing; it must be one of "at the limit"'],
    [{ ...flow, camera: 'no' }, '"camera" is "no", expected true or false'],
    [{ kind: 'sweep', check: 'constructor' }, 'check "constructor" is unknown; there are e.g. one JSON object'],
    [{ kind: 'sweep' }, '"check" is missing'],
    [
      { kind: 'harness', url: 'http://127.0.0.1', expect: 'maybe' },
      '"expect" is "maybe", not one of "refused", "accepted"',
    ],
    [{ kind: 'harness', expect: 'refused' }, '"url" is missing; it must be an address'],
    [{ kind: 'result', rule: 'get_result.get', flow: null }, '"flow" is null, expected an object'],
    [{ kind: 'result', rule: 'get_result.get', flow: { without: 5 } }, '"flow.without" is a number, expected a list'],
    [{ kind: 'result', rule: 'get_result.get', flow: { bse: 'x' } }, '"flow.bse" is unknown; did you mean "base"?'],
    [{ kind: 'result', rule: 'get_result.get', again: false }, '"again" is false, not true'],
    [{ extra: { 'a\ud800': 'x' } }, '"extra.a\\ud800": half of a surrogate pair (\\ud800) is no character'],
  ])('a value of the wrong kind under a known key is refused, and nothing breaks: %j', (change, said) => {
    expect(errorsOf({ ...good, ...change })).toContain(`mine.ts:1: ${said}`);
  });

  const result = { kind: 'result', rule: 'get_result.get', with: {}, without: [] };
  it.each([
    // what stands in a scenario by mistake, what is said of it
    [{ with: 'idcard_name: 王伟' }, '"with" is a string, expected an object'],
    [{ with: ['王伟'] }, '"with" is a list, expected an object'],
    [{ without: 'idcard_number=110101199003074514' }, '"without" is a string, expected a list'],
    [{ without: ['idcard_number=110101199003074514'] }, 'parameter "idcard_number…" is unknown'],
    [{ without: ['idcard_name王伟'] }, 'parameter "idcard_name…" is unknown; did you mean "idcard_name"?'],
    [{ extra: ['王伟'] }, '"extra" is a list, expected an object'],
    [{ extra: 110101199003 }, '"extra" is a number, expected an object'],
    [{ with: { idcard_number: 110101199003 } }, '"with.idcard_number" must be a string: write it in quotes'],
    [{ with: { 'idcard_number:110101199003074514': null } }, '"with.idcard_number…" must be a string'],
    [{ with: { idcard_name: { unique: ['王伟'] } } }, '"with.idcard_name.unique" is a list, expected a string'],
    [{ with: { idcard_name: { photo: '王伟' } } }, '"with.idcard_name.photo" is a string, not one of'],
    [{ ...result, flow: 'idcard_name: 王伟' }, '"flow" is a string, expected an object'],
    [{ ...result, flow: { with: '王伟' } }, '"flow.with" is a string, expected an object'],
    [{ ...result, flow: { with: { 王伟: 'x' } } }, 'parameter "…" is unknown'],
  ])('no value of a person is told, only what it is: %j', (change, said) => {
    const errors = errorsOf({ ...good, ...change });
    expect(errors).toContain(`mine.ts:1: ${said}`);
    expect(errors).not.toMatch(/王|1101/);
  });

  it('tells all that is wrong with a scenario at once, each thing once', () => {
    const wrong = { ...good, expects: 1, as: 'ful', with: { uuidd: 5 }, without: ['biz_mo', 5], base: 'own' };
    expect(errorsOf(wrong).split('\n')).toEqual([
      expect.stringContaining('"as" is "ful"'),
      expect.stringContaining('"with.uuidd" must be a string'),
      expect.stringContaining('"without[1]" is a number, expected a string'),
      expect.stringContaining('"expects" is unknown'),
      expect.stringContaining('parameter "uuidd" is unknown'),
      expect.stringContaining('parameter "biz_mo" is unknown'),
      expect.stringContaining('base "own" is unknown'),
    ]);
  });

  it('shows what JSON cannot hold: a big integer, an object that holds itself', () => {
    expect(errorsOf({ ...good, kind: 5n })).toContain('kind bigint is unknown');
    const round: Record<string, unknown> = {};
    round.again = round;
    expect(errorsOf({ ...good, extra: round })).toContain('"extra.again" must be a string, or an object with one of');
  });

  it('refuses the same id twice and names both places', () => {
    expect(errorsOf(good, good)).toContain(
      'mine.ts:2: the scenario "biz_no.required/biz-no-left-out" stands at mine.ts:1 already',
    );
  });
});

describe('the id of a scenario', () => {
  it.each([
    ['-1', 'r/-1'],
    ['1', 'r/1'],
    ['1.0', 'r/1.0'],
    ['42 CJK characters (126 bytes)', 'r/42-cjk-characters-126-bytes'],
    ['+1', 'r/+1'],
  ])('%s', (name, id) => {
    expect(scenarioId({ rule: 'r', name })).toBe(id);
  });
});
