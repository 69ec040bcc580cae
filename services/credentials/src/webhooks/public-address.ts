import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/**
 * Whether an address is one of the public internet: not private, loopback, link-local, multicast or reserved. An IPv4
 * address inside an IPv6 one is looked at as itself; of IPv6 only what is given out globally is public.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6);
}

/** A host's name leads to an address that is not public. */
export class AddressNotPublic extends Error {
  override readonly name = 'AddressNotPublic';
}

/** An address in the place of a name is not looked up, so it is looked at here; throws `AddressNotPublic`. */
export function refuseLiteral(url: string): void {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  const isLiteral = host.includes(':') || /^[\d.]+$/.test(host);
  if (isLiteral && !isPublicAddress(host)) throw new AddressNotPublic('the address is not public');
}

/** How a name becomes addresses; the name servers are asked unless a test answers in their place. */
export type Resolve = (hostname: string, callback: (error: Error | null, addresses: LookupAddress[]) => void) => void;

/**
 * Asks the name servers themselves. `dns.lookup` would ask the system on one of the few threads that every other name and
 * file waits for, and a name server that never answers would hold that up; a hosts file has no public address to tell.
 */
const resolveByServers: Resolve = (hostname, callback) => {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]).then(([four, six]) => {
    callback(null, [...addressesOf(four, 4), ...addressesOf(six, 6)]);
  });
};

/** None where the servers fail or know none of this kind: a name without any is not found. */
function addressesOf(answer: PromiseSettledResult<string[]>, family: number): LookupAddress[] {
  return answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : [];
}

/**
 * A lookup for `net.connect` that refuses a name of which any address is not public. The connection is made to the very
 * addresses that were looked at, so that a name that changes meanwhile (DNS rebinding) gains nothing.
 */
export function publicLookup(resolve: Resolve = resolveByServers): LookupFunction {
  return (hostname, { all, family }, callback) => {
    resolve(hostname, (error, found) => {
      const addresses = error ? [] : found.filter((one) => !family || one.family === family);
      const [first] = addresses;
      const refused = error ?? refusalOf(found, first);
      if (refused || !first) callback(refused, '', 0);
      else if (all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function refusalOf(found: readonly LookupAddress[], first: LookupAddress | undefined): Error | null {
  if (!found.every(({ address }) => isPublicAddress(address))) {
    return new AddressNotPublic('the name leads to an address that is not public');
  }
  return first ? null : Object.assign(new Error('the name leads to no address'), { code: 'ENOTFOUND' });
}
