import { X509Certificate } from 'node:crypto';
import { pemBlocks } from '@portal/certificate-file/pem';
import { Certificate } from 'pkijs';
import { pathToRoot, type TrustedAuthorities } from '../certificates/chain.ts';
import { logger } from '../logger.ts';
import type { AuthorityClient } from './ask-authority.ts';
import { type RevocationList, readRevocationList, serialOf } from './crl.ts';
import { keptUntilEnd } from './kept-until-end.ts';
import { ocspQuestion, readOcspAnswer } from './ocsp.ts';
import { revocationPlaces } from './places.ts';
import type { Standing } from './standing.ts';

/** Whether a certificate, or an authority that it stands on, was revoked; UNKNOWN where no authority says so now, or none can be believed. */
export type Revocation = { state: 'GOOD' | 'UNKNOWN' } | { state: 'REVOKED'; at: Date };

/** Asks authorities whether certificates were revoked, and remembers what they said for as long as they said. */
export interface RevocationChecker {
  /**
   * Looks at a certificate, PEM with the chain that came with it. `first` is what is asked first: of one certificate, for
   * which somebody waits, its status; of many the list, of some MB, for which nobody does.
   */
  check(pem: string, first: 'ocsp' | 'crl'): Promise<Revocation>;
}

interface CheckerOptions {
  authorities: TrustedAuthorities;
  client: AuthorityClient;
  now: () => Date;
}

/** Of one answer, and of all together where whoever registers a certificate waits for them. */
const WITHIN_MS = 8_000;
/** Then one authority that is silent leaves time for the next, and for the one above. */
const WITHIN_EACH_MS = 2_500;
const MOST_OCSP_BYTES = 65_536;
/** Of a list. */
export const MOST_LIST_BYTES = 5_242_880;
const MOST_KEPT = 2_000;
const MOST_LISTS = 50;
/** Of all lists together, as they came; read they take four times that of memory. */
const MOST_BYTES_OF_LISTS = 4 * MOST_LIST_BYTES;

/** Makes one for as long as the service runs. */
export function createRevocationChecker({ authorities, client, now }: CheckerOptions): RevocationChecker {
  const keptStanding = keptUntilEnd<Standing>({ max: MOST_KEPT, maxSize: MOST_KEPT, sizeOf: () => 1 }, now);
  const lists = { max: MOST_LISTS, maxSize: MOST_BYTES_OF_LISTS, sizeOf: ({ bytes }: RevocationList) => bytes };
  const keptList = keptUntilEnd(lists, now);

  async function byOcsp(url: string, { own, issuer, above }: Link): Promise<Standing> {
    const { question, certId } = await ocspQuestion(own, issuer);
    return keptStanding(`${url} ${Buffer.from(question).toString('base64')}`, async () => {
      const signal = AbortSignal.timeout(WITHIN_MS);
      const answer = await client.ask({ url, question, mostBytes: MOST_OCSP_BYTES, signal });
      return readOcspAnswer(answer, { certId, above, now: now() });
    });
  }

  async function byList(url: string, { own, issuer, issuerSha256 }: Link): Promise<Standing> {
    const { revoked, until } = await keptList(`${url} ${issuerSha256}`, async () => {
      const bytes = await client.ask({ url, mostBytes: MOST_LIST_BYTES, signal: AbortSignal.timeout(WITHIN_MS) });
      return readRevocationList(bytes, issuer, now());
    });
    return { revokedAt: revoked.get(serialOf(own.serialNumber.valueBlock.valueHexView)) ?? null, until };
  }

  /** One authority after the other, until one says how it stands. */
  async function standingOf(link: Link, first: 'ocsp' | 'crl', signal?: AbortSignal): Promise<Standing | undefined> {
    const { ocsp, crl } = revocationPlaces(link.own);
    const ways = [
      { kind: 'ocsp', places: ocsp, ask: byOcsp },
      { kind: 'crl', places: crl, ask: byList },
    ].sort((one, other) => Number(other.kind === first) - Number(one.kind === first));
    for (const { kind, places, ask } of ways) {
      for (const url of places) {
        try {
          return await (signal ? waitFor(() => ask(url, link), signal) : ask(url, link));
        } catch (err) {
          logger.warn(
            { err, kind, host: new URL(url).host },
            'an authority does not say whether a certificate was revoked',
          );
        }
      }
    }
    return undefined;
  }

  return {
    async check(pem, first) {
      const signal = first === 'ocsp' ? AbortSignal.timeout(WITHIN_MS) : undefined;
      const links = linksOf(pem, authorities, now());
      let state: 'GOOD' | 'UNKNOWN' = links ? 'GOOD' : 'UNKNOWN';
      for (const link of links ?? []) {
        const standing = await standingOf(link, first, signal);
        if (standing?.revokedAt) return { state: 'REVOKED', at: standing.revokedAt };
        if (!standing) state = 'UNKNOWN';
      }
      return { state };
    },
  };
}

/** Who asks waits no longer than that; what was asked goes on under its own time, for whoever asks the same next. */
async function waitFor<Answer>(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  signal.throwIfAborted();
  const patience = AbortSignal.any([signal, AbortSignal.timeout(WITHIN_EACH_MS)]);
  const over = new Promise<never>((_, reject) => {
    patience.addEventListener('abort', () => reject(patience.reason), { once: true });
  });
  return Promise.race([ask(), over]);
}

/** A certificate of a chain, and the one above it. */
interface Link {
  own: Certificate;
  issuer: Certificate;
  /** The issuer and all above it, up to the root. */
  above: Certificate[];
  issuerSha256: string;
}

/** Undefined where the chain leads to no root, or no longer: then nobody's word on it can be believed. */
function linksOf(pem: string, authorities: TrustedAuthorities, now: Date): Link[] | undefined {
  const [own, ...offered] = pemBlocks(pem).map(({ bytes }) => new X509Certificate(bytes ?? ''));
  const path = own ? pathToRoot(own, { authorities, offered, now }) : undefined;
  if (!path) return undefined;
  const read = path.map(({ raw }) => Certificate.fromBER(raw));
  return read.slice(0, -1).flatMap((certificate, level) => {
    const above = read.slice(level + 1);
    const [issuer] = above;
    const issuerSha256 = path[level + 1]?.fingerprint256 ?? '';
    return issuer ? [{ own: certificate, issuer, above, issuerSha256 }] : [];
  });
}
