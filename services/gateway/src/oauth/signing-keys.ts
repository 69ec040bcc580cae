import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { Sealing } from '@portal/service-kit/database';
import { type CryptoKey, createLocalJWKSet, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { Clock } from '../clock.ts';
import type { GatewayConfig } from '../config.ts';
import { logger } from '../logger.ts';
import { type KeyPlan, planKeys } from './key-plan.ts';

/** The algorithm of access tokens: every JWT library of a resource server has it. */
export const SIGNING_ALGORITHM = 'ES256';

/** So long a read key set is used; another gateway's new key is published a day before it signs. */
const REREAD_AFTER_MS = 60_000;
const LOCK = 7_301_124;

interface KeyRow {
  kid: string;
  public_jwk: JWK;
  sealed_private_jwk: string;
  /** Which sealing key opens it. */
  sealed_by: string;
  created_at: Date | string;
}

interface KeySet {
  signer: { kid: string; privateKey: CryptoKey };
  jwks: { keys: JWK[] };
  verify: ReturnType<typeof createLocalJWKSet>;
  readAt: number;
}

/**
 * The keys that sign access tokens, in the database `gateway`, made there and renewed every 30 days. Private ones are sealed
 * with a key derived from GATEWAY_SIGNING_KEY, so that a copy of the table signs nothing; when that key is replaced a new one
 * is made here too, and the old ones go on verifying.
 */
export class SigningKeys {
  private current: Promise<KeySet> | undefined;
  private rereading: Promise<KeySet> | undefined;
  private readonly sealing: Sealing;

  constructor(
    private readonly orm: MikroORM,
    signingKey: GatewayConfig['signingKey'],
    private readonly now: Clock,
  ) {
    this.sealing = new Sealing(signingKey, 'portal-de-servicos:oauth-signing-keys');
  }

  /** The key set as it is now. */
  async keySet(): Promise<KeySet> {
    const known = await this.current?.catch(() => undefined);
    if (known && performance.now() - known.readAt < REREAD_AFTER_MS) return known;
    this.current = this.read();
    return this.current;
  }

  /** Reads the keys anew: a token may be signed by a key that another gateway has just made. */
  reread(): Promise<KeySet> {
    // Anybody may send tokens of a key that nobody has: all who do at once share one read.
    this.rereading ??= this.read().finally(() => {
      this.rereading = undefined;
    });
    this.current = this.rereading;
    return this.rereading;
  }

  private read(): Promise<KeySet> {
    return this.orm.em.fork().transactional(async (em) => {
      const rows = () => em.execute<KeyRow[]>('select * from oauth_signing_keys order by created_at');
      let keys = await rows();
      if (this.plan(keys).needsNewKey) {
        await em.execute('select pg_advisory_xact_lock(?)', [LOCK]);
        keys = await rows();
        if (this.plan(keys).needsNewKey) keys.push(await this.make((row) => em.execute(INSERT, row)));
      }
      return this.keySetOf(keys);
    });
  }

  private plan(rows: KeyRow[]): KeyPlan {
    const keys = rows.map((row) => ({
      kid: row.kid,
      createdAt: new Date(row.created_at),
      signs: row.sealed_by === this.sealing.sealedBy,
    }));
    return planKeys(keys, this.now());
  }

  private async keySetOf(rows: KeyRow[]): Promise<KeySet> {
    const { signer, published } = this.plan(rows);
    const row = rows.find(({ kid }) => kid === signer);
    if (!row) throw new Error('there is no key to sign access tokens with');
    const privateJwk: JWK = JSON.parse(await this.sealing.unseal(row.sealed_private_jwk));
    const privateKey = (await importJWK(privateJwk, SIGNING_ALGORITHM)) as CryptoKey;
    const jwks = { keys: rows.filter(({ kid }) => published.includes(kid)).map((one) => one.public_jwk) };
    return {
      signer: { kid: row.kid, privateKey },
      jwks,
      verify: createLocalJWKSet(jwks as Parameters<typeof createLocalJWKSet>[0]),
      readAt: performance.now(),
    };
  }

  private async make(insert: (row: unknown[]) => Promise<unknown>): Promise<KeyRow> {
    const { publicKey, privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
    const kid = randomUUID();
    const public_jwk = { ...(await exportJWK(publicKey)), kid, alg: SIGNING_ALGORITHM, use: 'sig' };
    const sealed_private_jwk = await this.sealing.seal(JSON.stringify(await exportJWK(privateKey)));
    const sealed_by = this.sealing.sealedBy;
    const created_at = this.now();
    await insert([kid, JSON.stringify(public_jwk), sealed_private_jwk, sealed_by, created_at]);
    logger.info({ kid }, 'a new key signs access tokens');
    return { kid, public_jwk, sealed_private_jwk, sealed_by, created_at };
  }
}

const INSERT =
  'insert into oauth_signing_keys (kid, public_jwk, sealed_private_jwk, sealed_by, created_at) values (?, ?::jsonb, ?, ?, ?)';
