import { isIPv6 } from 'node:net';
import { parseAnyIpRange } from '@portal/domain';

/** What counts as one address: an IPv4 address, or the /64 that one subscriber's line has of IPv6. */
export function addressBlock(address: string | undefined): string {
  // Where one socket listens for both protocols, an IPv4 client is seen as ::ffff:200.130.0.10.
  const plain = address?.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '') ?? 'unknown';
  const block = isIPv6(plain) ? parseAnyIpRange(`${plain}/64`) : undefined;
  return block?.ok ? block.value.cidr : plain;
}
