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
    ['no expectation', { rule: good.rule, name: good.name }, 'expect must be a string'],
    ['no name', { ...good, name: ' ' }, 'name must say what is done'],
    ['a judged silent rule', { rule: 'biz_no.unique', name: 'x', expect: '200 token' }, 'can only be observed'],
    [
      'a photo in an urlencoded form',
      { ...good, form: 'urlencoded', with: { image_ref1: { photo: 'one face' } } },
      'cannot carry a photo',
    ],
    ['a flow that shows nothing known', { ...flow, see: 'biz_no come back' }, 'did you mean "biz_no comes back"?'],
    ['a flow without a sight', { ...flow, see: undefined }, 'there are: return_url posted, notify_url posted'],
    ['a flow with an expectation', { ...flow, expect: '200 token' }, '"expect" is unknown in a scenario of kind flow'],
    ['a flow for a silent rule', { ...flow, rule: 'biz_no.unique' }, 'a flow cannot judge it'],
    [
      'extra data that was never sent',
      { ...flow, rule: 'biz_extra_data.echo', see: 'biz_extra_data comes back' },
      'give biz_extra_data under "with"',
    ],
    ['a number in place of a name', { ...good, name: 11 }, "name must be a string: write '11'"],
    ['a number for a value', { ...good, with: { uuid: 5 } }, `"uuid": must be a string: write '5'`],
    [
      'a misspelt form of a value',
      { ...good, with: { uuid: { char: 5 } } },
      '"uuid": must be a string, or an object with one of chars,',
    ],
    ['a form of a value with a wrong part', { ...good, with: { uuid: { chars: -1, of: 'ascii' } } }, '"uuid.chars": '],
    ['the same under extra', { ...good, extra: { more: 5 } }, `"more": must be a string: write '5'`],
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
