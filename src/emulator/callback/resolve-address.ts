import { lookup } from 'node:dns/promises';
import { isIP, isIPv4 } from 'node:net';
import { refuseAddress } from './check-address.js';

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export type AddressResult =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unresolved'; readonly reason: string };

/** The addresses that the operating system gives for a name. */
export const resolveBySystem: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * The one address to dial for a host. Every address of a name is checked, and one bad address refuses the name: what is
 * checked here is dialled afterwards without asking again, so that a name cannot change in between.
 */
export async function resolveAddress(host: string, by: 'loopback' | 'name', resolve: Resolve): Promise<AddressResult> {
  let addresses: readonly string[];
  try {
    addresses = isIP(host) ? [host] : await resolve(host);
  } catch (error) {
    return { kind: 'unresolved', reason: error instanceof Error ? error.message : String(error) };
  }
  for (const address of addresses) {
    const reason = refuseAddress(address, by);
    if (reason) return { kind: 'refused', reason: `host "${host}": ${reason}` };
  }
  const address = addresses.find((candidate) => isIPv4(candidate)) ?? addresses[0];
  if (address === undefined) return { kind: 'unresolved', reason: `host "${host}" has no address` };
  return { kind: 'address', address };
}
