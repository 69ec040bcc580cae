import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { REPORT_SIGNATURE_ALG, REPORT_SIGNATURE_TYPE } from '@portal/conformance';
import { NotOpened, type Sealing } from '@portal/service-kit';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  FlattenedSign,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
} from 'jose';

/** A key that reports are signed with for so long; those before it verify what they signed, for ever. */
const SIGNS_FOR_MS = 365 * 86_400_000;

/** What a signature is of. */
export interface SignedFile {
  reportId: string;
  media: 'PDF' | 'JSON';
  at: Date;
}

/** The keys that reports are signed with: made here, sealed in the database, their public parts kept for ever. */
export class ReportKeys {
  private signing: { kid: string; key: CryptoKey; until: number } | undefined;

  constructor(
    private readonly orm: MikroORM,
    private readonly sealing: Sealing,
  ) {}

  /** A detached JWS, as `header..signature`. */
  async sign(payload: Uint8Array, { reportId, media, at }: SignedFile): Promise<string> {
    const { kid, key } = await this.current(at);
    const iat = Math.floor(at.getTime() / 1_000);
    const { protected: header, signature } = await new FlattenedSign(payload)
      .setProtectedHeader({ alg: REPORT_SIGNATURE_ALG, kid, typ: REPORT_SIGNATURE_TYPE, iat, report: reportId, media })
      .sign(key);
    return `${header}..${signature}`;
  }

  /** All that ever signed. */
  async published(): Promise<JSONWebKeySet> {
    const rows = await this.orm.em
      .fork()
      .execute<{ public_jwk: JWK }[]>('select public_jwk from report_key order by made_at desc');
    return { keys: rows.map(({ public_jwk }) => public_jwk) };
  }

  private async current(now: Date): Promise<{ kid: string; key: CryptoKey }> {
    if (this.signing && this.signing.until > now.getTime()) return this.signing;
    const em = this.orm.em.fork();
    this.signing = (await this.newest(em, now)) ?? (await this.made(em, now));
    return this.signing;
  }

  /** The newest, where it is still signed with and sealed by what we open. */
  private async newest(em: EntityManager, now: Date) {
    const since = new Date(now.getTime() - SIGNS_FOR_MS);
    const [row] = await em.execute<{ kid: string; sealed: string; made_at: Date }[]>(
      'select kid, sealed, made_at from report_key where made_at > ? order by made_at desc limit 1',
      [since],
    );
    if (!row) return undefined;
    try {
      const jwk = JSON.parse(await this.sealing.unseal(row.sealed)) as JWK;
      return { kid: row.kid, key: await privateKey(jwk), until: new Date(row.made_at).getTime() + SIGNS_FOR_MS };
    } catch (error) {
      // Another key of the service sealed it: it signs no more, and what it signed is verified as before.
      if (error instanceof NotOpened) return undefined;
      throw error;
    }
  }

  private async made(em: EntityManager, now: Date) {
    const pair = await generateKeyPair(REPORT_SIGNATURE_ALG, { extractable: true });
    const [secret, open] = await Promise.all([exportJWK(pair.privateKey), exportJWK(pair.publicKey)]);
    const kid = await calculateJwkThumbprint(open);
    const published = { ...open, kid, alg: REPORT_SIGNATURE_ALG, use: 'sig' };
    await em.execute('insert into report_key (kid, sealed, public_jwk, made_at) values (?, ?, ?::jsonb, ?)', [
      kid,
      await this.sealing.seal(JSON.stringify(secret)),
      JSON.stringify(published),
      now,
    ]);
    return { kid, key: await privateKey(secret), until: now.getTime() + SIGNS_FOR_MS };
  }
}

async function privateKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, REPORT_SIGNATURE_ALG);
  if (key instanceof Uint8Array) throw new Error('the key of reports is no EC key');
  return key;
}
