import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Tells whether a request may come from an address. */
export type AllowsAddress = (address: string | undefined) => boolean;

/** Reads CIDR ranges in their canonical form; none at all allows every address. */
export function allowedAddresses(ranges: readonly string[]): AllowsAddress {
  if (ranges.length === 0) return () => true;
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), isIPv6(network) ? 'ipv6' : 'ipv4');
  }
  return (address) => {
    // Where one socket listens for both protocols, an IPv4 client is seen as ::ffff:200.130.0.10.
    const plain = address?.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '') ?? '';
    if (isIPv4(plain)) return list.check(plain, 'ipv4');
    return isIPv6(plain) && list.check(plain, 'ipv6');
  };
}
