/** Which internet protocol. */
export type IpVersion = 4 | 6;

/** How many bits an address has. */
export const BITS: Record<IpVersion, number> = { 4: 32, 6: 128 };

/** The bits with those after the prefix zeroed. */
export function maskBits(bits: bigint, prefix: number, width: number): bigint {
  const hostBits = BigInt(width - prefix);
  return (bits >> hostBits) << hostBits;
}

/** Reads an address in text into its 32 or 128 bits; undefined when it is none. */
export function parseAddress(text: string): { version: IpVersion; bits: bigint } | undefined {
  const bits = text.includes(':') ? parseIpv6(text) : parseIpv4(text);
  return bits === undefined ? undefined : { version: text.includes(':') ? 6 : 4, bits };
}

function parseIpv4(text: string): bigint | undefined {
  const octets = text.split('.');
  // A leading zero means octal to some programs and decimal to others: refused.
  const wellFormed =
    octets.length === 4 && octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256);
  return wellFormed ? octets.reduce((bits, octet) => (bits << 8n) | BigInt(octet), 0n) : undefined;
}

function parseIpv6(text: string): bigint | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted?.[1] !== undefined && dotted[2] !== undefined) {
    const ipv4 = parseIpv4(dotted[2]);
    return ipv4 === undefined
      ? undefined
      : parseIpv6(`${dotted[1]}${(ipv4 >> 16n).toString(16)}:${(ipv4 & 0xffffn).toString(16)}`);
  }
  const [head = '', tail, ...rest] = text.split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const missing = 8 - before.length - after.length;
  // "::" stands for at least one group of zeros, and only once.
  if (rest.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  const groups = [...before, ...Array<string>(missing).fill('0'), ...after];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':');
}

/** The canonical text of an IPv6 address (RFC 5952): lower case, the first longest run of zeros as "::". */
export function formatIpv6(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  const { start, length } = longestZeros(groups);
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

function longestZeros(groups: readonly string[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, index) => {
    if (group !== '0') start = index + 1;
    else if (index + 1 - start > longest.length) longest = { start, length: index + 1 - start };
  });
  return longest;
}
