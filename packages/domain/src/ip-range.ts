import { BITS, formatIpv6, type IpVersion, maskBits, parseAddress } from './ip-address.ts';
import { invalid, type Parsed, valid } from './parsed.ts';
import { isPublicNetwork } from './public-network.ts';
import { withoutInvisible } from './text.ts';
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

/** So many addresses at once are no establishment's own: they are taken, and told. */
const WIDE: Record<IpVersion, bigint> = { 4: 1n << 17n, 6: 1n << 97n };

/** All that there are of a version: of IPv6 what is given out globally. */
const ALL: Record<IpVersion, bigint> = { 4: 1n << 32n, 6: 1n << 125n };

/** Reads an IPv4 or IPv6 address or CIDR range that leaves the establishment for the internet. */
export function parseIpRange(text: string): Parsed<IpRange> {
  const parsed = parseNetwork(text, { zeroIsAny: true });
  if (!parsed.ok) return parsed;
  const { version, network, prefix } = parsed.value;
  if (prefix > 0 && !isPublicNetwork({ version, network, prefix })) return invalid('Informe o IP público de saída.');
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

function parseNetwork(text: string, { zeroIsAny = false } = {}): Parsed<Network> {
  const typed = withoutInvisible(text).replace(/\s/gu, '');
  if (typed === '') return invalid('Informe o IP ou a faixa de IP.');
  const [address = '', prefixText, ...rest] = typed.split('/');
  const parsed = parseAddress(address);
  if (!parsed || rest.length > 0) return invalid('IP inválido. Use o formato 200.130.0.10 ou 200.130.0.0/24.');
  const { version, bits } = parsed;
  const width = BITS[version];
  if (prefixText !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefixText)) {
    return invalid(`A máscara depois da barra vai de 0 a ${width}.`);
  }
  // Guides tell people to type 0.0.0.0 where any address may connect.
  const isAny = zeroIsAny && prefixText === undefined && bits === 0n;
  const prefix = isAny ? 0 : Number(prefixText ?? width);
  if (prefix > width) return invalid(`A máscara depois da barra vai de 0 a ${width}.`);
  const network = maskBits(bits, prefix, width);
  return valid({ typed, version, network, prefix, normalised: network !== bits || isAny });
}

function asRange({ typed, version, network, prefix, normalised }: Network): IpRange {
  const cidr = `${formatAddress(version, network)}/${prefix}`;
  return { cidr, version, notices: noticesOf({ typed, cidr, version, prefix, normalised }) };
}

type Noticed = Pick<Network, 'typed' | 'version' | 'prefix' | 'normalised'> & { cidr: string };

function noticesOf({ typed, cidr, version, prefix, normalised }: Noticed): IpNotice[] {
  const notices: IpNotice[] = [];
  if (normalised) notices.push({ code: WarningCode.IP_NORMALISED, message: `${typed} foi ajustado para ${cidr}.` });
  const size = sizeOf(version, prefix);
  if (prefix === 0) {
    notices.push({
      code: WarningCode.IP_ANY,
      message: `${cidr} aceita acessos de qualquer endereço da internet. Se puder, informe só os seus IPs de saída.`,
    });
  } else if (size >= WIDE[version]) {
    notices.push({ code: WarningCode.IP_ANY, message: `${cidr} abrange ${shareOf(version, size)}. ${NARROWER}` });
  }
  return notices;
}

const NARROWER = 'Se puder, informe só os seus IPs de saída.';

/** What is told of ranges of which none is wide, and which are so together; overlaps count once. */
export function wideTogether(cidrs: readonly string[]): IpNotice | undefined {
  const networks = cidrs.flatMap((cidr) => {
    const parsed = parseNetwork(cidr);
    return parsed.ok ? [parsed.value] : [];
  });
  if (networks.some(({ version, prefix }) => prefix === 0 || sizeOf(version, prefix) >= WIDE[version]))
    return undefined;
  for (const version of [4, 6] as const) {
    const size = sizeTogether(networks.filter((network) => network.version === version));
    if (size < WIDE[version]) continue;
    return { code: WarningCode.IP_ANY, message: `As faixas juntas abrangem ${shareOf(version, size)}. ${NARROWER}` };
  }
  return undefined;
}

function sizeTogether(networks: readonly Network[]): bigint {
  // Two ranges overlap only where one holds the other.
  const within = (one: Network, other: Network) =>
    one !== other &&
    one.prefix >= other.prefix &&
    maskBits(one.network, other.prefix, BITS[one.version]) === other.network;
  return networks
    .filter(
      (one, index) =>
        !networks.some((other, place) => within(one, other) && (one.prefix > other.prefix || place < index)),
    )
    .reduce((sum, { version, prefix }) => sum + sizeOf(version, prefix), 0n);
}

function sizeOf(version: IpVersion, prefix: number): bigint {
  return 1n << BigInt(BITS[version] - prefix);
}

/** `16.777.216 endereços, 0,39% da internet`; of IPv6 the share alone, whose numbers nobody reads. */
function shareOf(version: IpVersion, size: bigint): string {
  const percent = Number((size * 100_000_000n) / ALL[version]) / 1_000_000;
  const share = percent >= 0.01 ? percent.toLocaleString('pt-BR', { maximumFractionDigits: 2 }) : 'menos de 0,01';
  const ofInternet = `${share}% da internet IPv${version}`;
  return version === 4 ? `${size.toLocaleString('pt-BR')} endereços, ${ofInternet}` : ofInternet;
}

function formatAddress(version: IpVersion, bits: bigint): string {
  return version === 4 ? [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join('.') : formatIpv6(bits);
}
