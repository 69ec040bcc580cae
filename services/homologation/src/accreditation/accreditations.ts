import { type Caller, type SigningKey, signInternalToken } from '@portal/service-kit';
import { CredentialChanges, TrustedLookups } from '@portal/service-kit/lookups';
import { Pool } from 'undici';
import { z } from 'zod';
import { logger } from '../logger.ts';
import { type Accreditation, accreditation, asBy } from './accreditation.ts';

/** Where credentials are asked for. */
export interface AccreditationsGround {
  credentialsUrl: string;
  signingKey: SigningKey;
  /** The credentials that trial certificates are of, by fingerprint. */
  trialCredentialOf: (sha256: string) => Promise<string | undefined>;
}

/** While changes are heard of; a minute in which nothing is asked of credentials however often one calls. */
const TRUSTED_MS = 60_000;
/** While they are not. */
const UNHEARD_MS = 1_000;
const ANSWER_WITHIN_MS = 5_000;
/** So many are asked for at once. */
export const MOST_ASKED = 1_000;
const SELF: Caller = { kind: 'service', name: 'homologation' };
const answer = z.object({ accreditations: z.array(accreditation) });

/** Credentials did not answer, or not in a way that can be read. */
export class CredentialsUnavailable extends Error {
  override readonly name = 'CredentialsUnavailable';
  /** Asked before anything is changed: what hangs on it is UNAVAILABLE. */
  readonly code = 'SUBGRAPH_AWAY';
}

interface Found {
  accreditations: readonly Accreditation[];
}

/** Which credentials a certificate is of, as they are now: what changes at credentials is heard of within a moment. */
export class Accreditations implements AsyncDisposable {
  private readonly pool: Pool;
  private readonly changes: CredentialChanges;
  private readonly byCertificate = new TrustedLookups<Found>(
    (sha256) => this.loadOfCertificate(sha256),
    () => this.trustedMs,
  );
  private readonly byId = new TrustedLookups<Accreditation>(
    async (id) => (await this.ofCredentials([id]))[0],
    () => this.trustedMs,
  );
  private readonly token: () => Promise<string>;

  constructor(private readonly ground: AccreditationsGround) {
    this.token = () => signInternalToken(ground.signingKey, 'credentials', SELF);
    this.pool = new Pool(ground.credentialsUrl, { headersTimeout: ANSWER_WITHIN_MS, bodyTimeout: ANSWER_WITHIN_MS });
    this.changes = new CredentialChanges({
      credentialsUrl: ground.credentialsUrl,
      token: this.token,
      // Any certificate may be its own from now on: what is asked again is one look-up for each that is in use.
      heard: () => this.forgetAll(),
      missed: () => this.forgetAll(),
      logger,
    });
  }

  /** Those of a certificate, by its SHA-256 in hexadecimal: registered with the credential, or drawn for trials. */
  async ofCertificate(sha256: string): Promise<readonly Accreditation[]> {
    return (await this.byCertificate.get(sha256))?.accreditations ?? [];
  }

  /** Those with these ids, asked for now. */
  async ofCredentials(credentialIds: readonly string[]): Promise<readonly Accreditation[]> {
    if (credentialIds.length === 0) return [];
    return this.lookUp({ credentialIds: credentialIds.slice(0, MOST_ASKED) });
  }

  /** Those of the teams that somebody is in, asked for now. */
  ofMember(personId: string): Promise<readonly Accreditation[]> {
    return this.lookUp({ memberIds: [personId] });
  }

  /** The one with this id, as it was moments ago at most: for what is asked of each call that somebody follows. */
  trusted(credentialId: string): Promise<Accreditation | undefined> {
    return this.byId.get(credentialId);
  }

  /** A trial certificate was drawn or revoked: what is known of it holds no more. */
  forgetCertificate(sha256: string): void {
    this.byCertificate.forget(sha256);
  }

  /** Some may have been that nobody heard of. */
  forgetCertificates(): void {
    this.byCertificate.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.changes[Symbol.asyncDispose]();
    await this.pool.destroy();
  }

  private forgetAll(): void {
    this.byCertificate.clear();
    this.byId.clear();
  }

  private get trustedMs(): number {
    return this.changes.listening ? TRUSTED_MS : UNHEARD_MS;
  }

  private async loadOfCertificate(sha256: string): Promise<Found> {
    const trial = await this.ground.trialCredentialOf(sha256);
    const found = await this.lookUp({ certificates: [sha256], ...(trial && { credentialIds: [trial] }) });
    return { accreditations: found.map((one) => asBy(sha256, one)) };
  }

  private async lookUp(wanted: object): Promise<Accreditation[]> {
    try {
      const { statusCode, body } = await this.pool.request({
        method: 'POST',
        path: '/internal/accreditations/look-up',
        headers: { authorization: `Bearer ${await this.token()}`, 'content-type': 'application/json' },
        body: JSON.stringify(wanted),
      });
      if (statusCode !== 200) {
        await body.dump();
        throw new Error(`credentials answered ${statusCode}`);
      }
      return answer.parse(await body.json()).accreditations;
    } catch (cause) {
      throw new CredentialsUnavailable('credentials did not answer as it should', { cause });
    }
  }
}
