import { BITS, type IpVersion, maskBits, parseAddress } from './ip-address.ts';

/** A range of addresses, its host bits zeroed. */
export interface NetworkBits {
  version: IpVersion;
  network: bigint;
  prefix: number;
}

// IANA's registries of special addresses, as far as none of them is anybody's public address. The ranges kept for
// documentation are let through: manuals use them as examples.
const NOT_PUBLIC_IPV4 = networks(
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.168.0.0/16',
  '198.18.0.0/15 224.0.0.0/3',
);

/** Of IPv6 only this is given out; the rest is private, of other purposes, or nobody's yet. */
const [GLOBAL_IPV6] = networks('2000::/3') as [NetworkBits];

/** Within it: protocol assignments (Teredo, benchmarks, ORCHID). */
const [PROTOCOLS_IPV6] = networks('2001::/23') as [NetworkBits];

/** 6to4: an IPv4 address stands behind the first 16 bits. */
const [SIX_TO_FOUR] = networks('2002::/16') as [NetworkBits];

/** Whether a range is of the public internet as a whole; one that takes in private addresses as well is not. */
export function isPublicNetwork(network: NetworkBits): boolean {
  if (network.version === 4) return !NOT_PUBLIC_IPV4.some((special) => overlap(network, special));
  if (!isWithin(network, GLOBAL_IPV6) || isWithin(network, PROTOCOLS_IPV6)) return false;
  return !isWithin(network, SIX_TO_FOUR) || network.prefix === 16 || isPublicNetwork(behindSixToFour(network));
}

function behindSixToFour({ network, prefix }: NetworkBits): NetworkBits {
  return { version: 4, network: (network >> 80n) & 0xffff_ffffn, prefix: Math.min(prefix - 16, 32) };
}

function isWithin(network: NetworkBits, wide: NetworkBits): boolean {
  return network.prefix >= wide.prefix && overlap(network, wide);
}

function overlap(one: NetworkBits, other: NetworkBits): boolean {
  const width = BITS[one.version];
  const shared = Math.min(one.prefix, other.prefix);
  return maskBits(one.network, shared, width) === maskBits(other.network, shared, width);
}

function networks(...lists: string[]): NetworkBits[] {
  return lists
    .flatMap((list) => list.split(' '))
    .flatMap((cidr) => {
      const [address = '', prefix] = cidr.split('/');
      const parsed = parseAddress(address);
      return parsed ? [{ version: parsed.version, network: parsed.bits, prefix: Number(prefix) }] : [];
    });
}
