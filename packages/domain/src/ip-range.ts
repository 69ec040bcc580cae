import { formatIpv6, type IpVersion, parseAddress } from './ip-address.ts';
import { invalid, type Parsed, valid } from './parsed.ts';
import { WarningCode } from './warning-code.ts';

/** A range of source addresses as it is kept: `200.19.0.0/24`, `2804:14c::/48`. */
export interface IpRange {
  /** Canonical CIDR: host bits zeroed, IPv6 compressed. */
  cidr: string;
  version: IpVersion;
  /** What the applicant and the reviewer are told about it; both may be there. */
  notices: IpNotice[];
}

/** A notice about a range that was accepted. */
export interface IpNotice {
  code: typeof WarningCode.IP_ANY | typeof WarningCode.IP_NORMALISED;
  message: string;
}

const BITS: Record<IpVersion, number> = { 4: 32, 6: 128 };

// Never the public address of anything. The ranges kept for documentation are let through: manuals use them as examples.
const NOT_PUBLIC: Record<IpVersion, string[]> = {
  4: [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '224.0.0.0/3',
  ],
  6: ['::/96', '::ffff:0:0/96', '64:ff9b:1::/48', '100::/64', 'fc00::/7', 'fe80::/9', 'ff00::/8'],
};

/** Reads an IPv4 or IPv6 address or CIDR range that leaves the establishment for the internet. */
export function parseIpRange(text: string): Parsed<IpRange> {
  const parsed = parseNetwork(text);
  if (!parsed.ok) return parsed;
  const { version, network, prefix } = parsed.value;
  if (prefix > 0 && overlapsNotPublic(version, network, prefix)) return invalid('Informe o IP público de saída.');
  return valid(asRange(parsed.value));
}

/** The same, for addresses of any kind: a program may call from a private network. */
export function parseAnyIpRange(text: string): Parsed<IpRange> {
  const parsed = parseNetwork(text);
  return parsed.ok ? valid(asRange(parsed.value)) : parsed;
}

interface Network {
  typed: string;
  version: IpVersion;
  /** With the host bits zeroed. */
  network: bigint;
  prefix: number;
  normalised: boolean;
}

function parseNetwork(text: string): Parsed<Network> {
  const typed = text.trim();
  if (typed === '') return invalid('Informe o IP ou a faixa de IP.');
  const [address = '', prefixText, ...rest] = typed.split('/');
  const parsed = parseAddress(address);
  if (!parsed || rest.length > 0) return invalid('IP inválido. Use o formato 200.130.0.10 ou 200.130.0.0/24.');
  const { version, bits } = parsed;
  const width = BITS[version];
  if (prefixText !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefixText)) {
    return invalid(`A máscara depois da barra vai de 0 a ${width}.`);
  }
  const prefix = prefixText === undefined ? width : Number(prefixText);
  if (prefix > width) return invalid(`A máscara depois da barra vai de 0 a ${width}.`);
  const network = maskBits(bits, prefix, width);
  return valid({ typed, version, network, prefix, normalised: network !== bits });
}

function asRange({ typed, version, network, prefix, normalised }: Network): IpRange {
  const cidr = `${formatAddress(version, network)}/${prefix}`;
  return { cidr, version, notices: noticesOf({ typed, cidr, prefix, normalised }) };
}

function noticesOf(range: { typed: string; cidr: string; prefix: number; normalised: boolean }): IpNotice[] {
  const notices: IpNotice[] = [];
  if (range.normalised) {
    notices.push({ code: WarningCode.IP_NORMALISED, message: `${range.typed} foi ajustado para ${range.cidr}.` });
  }
  if (range.prefix === 0) {
    notices.push({
      code: WarningCode.IP_ANY,
      message: `${range.cidr} aceita acessos de qualquer endereço da internet. Se puder, informe só os seus IPs de saída.`,
    });
  }
  return notices;
}

function maskBits(bits: bigint, prefix: number, width: number): bigint {
  const hostBits = BigInt(width - prefix);
  return (bits >> hostBits) << hostBits;
}

function overlapsNotPublic(version: IpVersion, network: bigint, prefix: number): boolean {
  const width = BITS[version];
  return NOT_PUBLIC[version].some((range) => {
    const [address = '', rangePrefix] = range.split('/');
    const shared = Math.min(prefix, Number(rangePrefix));
    return maskBits(network, shared, width) === maskBits(parseAddress(address)?.bits ?? 0n, shared, width);
  });
}

function formatAddress(version: IpVersion, bits: bigint): string {
  return version === 4 ? [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join('.') : formatIpv6(bits);
}
