import { BlockList, isIPv6 } from 'node:net';

function blockList(subnets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix, type] of subnets) list.addSubnet(net, prefix, type);
  return list;
}

const loopback = blockList([
  ['127.0.0.0', 8, 'ipv4'],
  ['::1', 128, 'ipv6'],
]);

/** Addresses that no allowance opens: unspecified, link-local with its metadata services, multicast, NAT64, broadcast. */
const never = blockList([
  ['0.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fd00:ec2::254', 128, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
]);

/**
 * Why a resolved address may not be dialled; undefined when it may. A loopback name must resolve to loopback; a host
 * allowed by name may resolve to anything but the addresses that no callback has business with.
 */
export function refuseAddress(address: string, by: 'loopback' | 'name'): string | undefined {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  if (never.check(address, family)) return `address ${address} is link-local, multicast or unspecified`;
  if (by === 'loopback' && !loopback.check(address, family)) return `address ${address} is not loopback`;
  return undefined;
}
