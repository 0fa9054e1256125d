import { describe, expect, test } from 'vitest';
import { resolveAddress } from './resolve-address.js';

const resolvesTo =
  (...addresses: string[]) =>
  async () =>
    addresses;
const never = async () => {
  throw new Error('asked for an address although the host is one');
};

describe('trust row 7: a loopback name', () => {
  test.each([
    [['127.0.0.1'], '127.0.0.1'],
    [['::1', '127.0.0.1'], '127.0.0.1'],
    [['::1'], '::1'],
  ])('that resolves to %j is dialled at %s', async (addresses, address) => {
    expect(await resolveAddress('localhost', 'loopback', resolvesTo(...addresses))).toEqual({
      kind: 'address',
      address,
    });
  });

  test('is refused when any of its addresses is elsewhere', async () => {
    const resolved = await resolveAddress('localhost', 'loopback', resolvesTo('127.0.0.1', '93.184.216.34'));
    expect(resolved).toMatchObject({ kind: 'refused', reason: expect.stringContaining('93.184.216.34') });
  });
});

describe('a host allowed by name', () => {
  test('may have any ordinary address', async () => {
    expect(await resolveAddress('callbacks.example.org', 'name', resolvesTo('10.1.2.3'))).toMatchObject({
      address: '10.1.2.3',
    });
  });

  test.each([
    '169.254.169.254',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    'fe80::1',
    'ff02::1',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    'fd00:ec2::254',
  ])('is refused when it resolves to %s', async (address) => {
    const resolved = await resolveAddress('callbacks.example.org', 'name', resolvesTo('93.184.216.34', address));
    expect(resolved).toMatchObject({ kind: 'refused' });
  });

  test('is refused when it is a metadata address itself', async () => {
    expect(await resolveAddress('169.254.169.254', 'name', never)).toMatchObject({ kind: 'refused' });
  });
});

test('an address is not looked up', async () => {
  expect(await resolveAddress('127.0.0.1', 'loopback', never)).toEqual({ kind: 'address', address: '127.0.0.1' });
});

test('a name that cannot be resolved says why', async () => {
  const fails = async () => {
    throw new Error('getaddrinfo ENOTFOUND nowhere');
  };
  expect(await resolveAddress('nowhere', 'name', fails)).toEqual({
    kind: 'unresolved',
    reason: 'getaddrinfo ENOTFOUND nowhere',
  });
  expect(await resolveAddress('nowhere', 'name', resolvesTo())).toMatchObject({ kind: 'unresolved' });
});
