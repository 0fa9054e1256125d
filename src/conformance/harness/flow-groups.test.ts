import { expect, it } from 'vitest';
import type { PlannedScenario } from '../scenario/check.js';
import type { Scenario } from '../scenario/types.js';
import { groupFlows } from './flow-groups.js';

const planned = (name: string, scenario: object): PlannedScenario => ({
  id: `r/${name}`,
  file: 'f.ts',
  line: 1,
  contract: 'get-token',
  standing: 'stated',
  scenario: { rule: 'r', name, ...scenario } as Scenario,
});
const names = (...all: PlannedScenario[]) =>
  groupFlows(all).map((group) => group.map(({ scenario }) => scenario.name).join(' '));

it('one walk shows every scenario of the same request, in their order', () => {
  const flow = (name: string, more: object = {}) => planned(name, { kind: 'flow', see: 'notify_url posted', ...more });
  expect(
    names(
      flow('a'),
      flow('b', { base: 'own-photo' }),
      planned('c', { expect: '200 token' }),
      flow('d', { see: 'biz_no comes back' }),
      planned('e', { kind: 'result', expect: '200 result', with: { get_image_type: '1' } }),
      planned('f', { kind: 'result', expect: '200 result', flow: { base: 'own-photo' } }),
      flow('g', { with: { biz_no: 'x', uuid: 'u' } }),
      flow('h', { with: { uuid: 'u', biz_no: 'x' } }),
    ),
  ).toEqual(['a d', 'b f', 'e', 'g h']);
});

it('a token that is tried twice, or a page without a camera, is walked apart', () => {
  const flow = (name: string, see: string) => planned(name, { kind: 'flow', see });
  expect(
    names(
      flow('a', 'notify_url posted'),
      flow('b', 'token refused the second time'),
      flow('c', 'token refused while in use'),
      flow('d', 'a documented failure_reason'),
      flow('e', 'no verify_result after a failure'),
    ),
  ).toEqual(['a', 'b', 'c', 'd e']);
});

it('a result that a service may give away once is asked for once in a check, and refused requests come first', () => {
  const check = { biz_id: { fromCallback: 'biz_id' } };
  const ask = (name: string, more: object = {}) =>
    planned(name, { kind: 'result', with: check, expect: '200 result', ...more });
  expect(
    names(
      ask('repeat', { again: true, expect: 'observe' }),
      ask('plain'),
      ask('same', { see: 'no images' }),
      ask('images', { with: { ...check, get_image_type: '1' } }),
      ask('other account', { as: 'limited', expect: 'observe' }),
      ask('no key', { without: ['api_key'], expect: '400 MISSING_ARGUMENTS: api_key' }),
    ),
  ).toEqual(['no key plain same repeat', 'images', 'other account']);
});
