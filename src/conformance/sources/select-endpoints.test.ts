import { describe, expect, it } from 'vitest';
import { contracts } from '../../../contracts/index.js';
import { selectEndpoints, withBeginnings } from './select-endpoints.js';

const orders = { ...contracts[0]!, id: 'orders', name: 'Orders' };
const ids = (own: boolean, ...given: readonly string[]) =>
  selectEndpoints(contracts, own ? [orders] : [], given).map(({ id }) => id);

describe('--endpoint', () => {
  it.each([
    // with --contracts, what is given, what is chosen
    [false, [], ['get-token', 'callbacks', 'get-result']],
    [false, ['get-result'], ['get-result']],
    [false, ['GetResult', 'callbacks'], ['callbacks', 'get-result']],
    [false, ['!get-*'], ['callbacks']],
    [true, [], ['orders']],
    [true, ['*'], ['get-token', 'callbacks', 'get-result', 'orders']],
    [true, ['get-token,orders'], ['get-token', 'orders']],
    [true, ['!get-token'], ['orders']],
  ])('own contracts %s, %j: %j', (own, given, chosen) => {
    expect(ids(own, ...given)).toEqual(chosen);
  });

  it('names what is near to an unknown name, and says when nothing is left', () => {
    expect(() => ids(false, 'get-resul')).toThrow('did you mean "get-result"?');
    expect(() => ids(true, '!orders')).toThrow('no endpoint is left');
  });

  it('keeps at hand the contract whose request begins the flow', () => {
    const chosen = selectEndpoints(contracts, [], ['get-result']);
    expect(withBeginnings(chosen, contracts).map(({ id }) => id)).toEqual(['get-token', 'get-result']);
  });
});
