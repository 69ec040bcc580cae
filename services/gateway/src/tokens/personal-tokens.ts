import { LockMode } from '@mikro-orm/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { LIMITS, parseAccessToken, type TokenRequest } from '@portal/domain';
import { type NotificationListener, openNotificationListener } from '@portal/service-kit/database';
import { drawAccessToken, hashOfAccessToken } from '@portal/service-kit/identity';
import { TrustedLookups } from '@portal/service-kit/lookups';
import type { BearerGrant } from '../access/bearer-grant.ts';
import type { Clock } from '../clock.ts';
import { logger } from '../logger.ts';
import { tokenFromElsewhere, tokenMade, tokenRevoked } from '../security-events.ts';
import { PersonRecord } from '../sessions/person.entity.ts';
import { type AllowsAddress, allowedAddresses } from './allowed-addresses.ts';
import { PersonalTokenRecord } from './personal-token.entity.ts';

/** A token as it was made: the only time that its text is seen. */
export interface MadeToken {
  record: PersonalTokenRecord;
  token: string;
}

interface KnownToken extends BearerGrant {
  id: string;
  allows: AllowsAddress;
  lastUsedAt: Date | null;
}

/** PostgreSQL's channel on which gateways tell each other that a token ended; the payload is its key. */
export const TOKEN_ENDED_CHANNEL = 'personal_token_ended';

/** How long a token that was read is trusted without reading it again, while its end would be heard of. */
const TRUSTED_MS = 5_000;
/** Its last use is written down at most so often. */
const TOUCH_MS = 60_000;
/** So long an expired token is still shown to its owner. */
const SHOWN_AFTER_END_MS = 30 * 86_400_000;
/** And of those no more: the list has no pages, and tokens may end a second after they were made. */
const MOST_ENDED = 50;

/** The personal access tokens of everybody, in the database `gateway`, shared by all gateway processes. */
export class PersonalTokens implements AsyncDisposable {
  private readonly endedListeners = new Set<(key: string) => void>();
  private readonly gapListeners = new Set<() => Promise<void>>();
  private readonly lookups = new TrustedLookups<KnownToken>(
    (key) => this.load(key),
    () => (this.notices?.listening ? TRUSTED_MS : 0),
  );
  private notices: NotificationListener | undefined;

  private constructor(
    private readonly orm: MikroORM,
    private readonly now: Clock,
  ) {}

  static async open(orm: MikroORM, databaseUrl: string, now: Clock): Promise<PersonalTokens> {
    const tokens = new PersonalTokens(orm, now);
    tokens.notices = await openNotificationListener({
      url: databaseUrl,
      channel: TOKEN_ENDED_CHANNEL,
      heard: (key) => tokens.forget(key),
      missed: () => tokens.missedSome(),
      logger,
    });
    return tokens;
  }

  /** What a token grants to whom uses it from an address, noting the use; undefined for one that is not good there. */
  async find(token: string, address: string | undefined): Promise<BearerGrant | undefined> {
    if (!parseAccessToken(token).ok) return undefined;
    const known = await this.goodAt(hashOfAccessToken(token), address);
    if (known) this.touch(known);
    return known;
  }

  /**
   * The same of one of a person's tokens by its id, without its text. Does not count as use: by their last use people tell
   * where their tokens are.
   */
  async findChosen(personId: string, id: string, address: string | undefined): Promise<BearerGrant | undefined> {
    if (!isTokenId(id)) return undefined;
    const record = await this.orm.em.fork().findOne(PersonalTokenRecord, { id, person: personId });
    return record ? this.goodAt(record.tokenHash, address) : undefined;
  }

  /** Tokens as the database has them now, all in one question; those that are over are told as ended. Does not count as use. */
  async reread(keys: readonly string[]): Promise<Map<string, BearerGrant>> {
    for (const key of keys) this.lookups.forget(key);
    const good = { tokenHash: { $in: [...keys] }, expiresAt: { $gt: this.now() } };
    const records = await this.orm.em.fork().find(PersonalTokenRecord, good, { populate: ['person'] });
    const found = new Map<string, BearerGrant>(records.map((record) => [record.tokenHash, known(record)]));
    for (const key of keys) if (!found.has(key)) this.forget(key);
    return found;
  }

  /** A person's tokens, newest first. */
  list(personId: string): Promise<PersonalTokenRecord[]> {
    const shown = { $gt: new Date(this.now().getTime() - SHOWN_AFTER_END_MS) };
    return this.orm.em
      .fork()
      .find(
        PersonalTokenRecord,
        { person: personId, expiresAt: shown },
        { orderBy: { createdAt: 'desc', id: 'desc' } },
      );
  }

  /** Makes a token; undefined where the person has as many good ones as one may have. */
  async make(personId: string, request: TokenRequest): Promise<MadeToken | undefined> {
    const token = drawAccessToken();
    const at = this.now();
    const made = await this.orm.em.fork().transactional(async (em) => {
      // Of two made at once the second waits and counts the first.
      const person = await em.findOneOrFail(PersonRecord, { id: personId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      await em.nativeDelete(PersonalTokenRecord, {
        person,
        expiresAt: { $lte: new Date(at.getTime() - SHOWN_AFTER_END_MS) },
      });
      await em.execute(
        `delete from personal_access_tokens where id in (
           select id from personal_access_tokens where person_id = ? and expires_at <= ?
           order by expires_at desc, id offset ${MOST_ENDED})`,
        [personId, at],
      );
      const good = await em.count(PersonalTokenRecord, { person, expiresAt: { $gt: at } });
      if (good >= LIMITS.personalTokens.max) return undefined;
      const record = em.create(PersonalTokenRecord, {
        ...request,
        person,
        tokenHash: hashOfAccessToken(token),
        createdAt: at,
        lastUsedAt: null,
      });
      await em.flush();
      return { record, token };
    });
    if (made) tokenMade(personId, made.record);
    return made;
  }

  /** Ends one of a person's tokens, here and at every other gateway; undefined where they have no such token. */
  async revoke(personId: string, id: string): Promise<PersonalTokenRecord | undefined> {
    if (!isTokenId(id)) return undefined;
    const em = this.orm.em.fork();
    const record = await em.findOne(PersonalTokenRecord, { id, person: personId });
    if (!record) return undefined;
    await em.execute(
      `with ended as (delete from personal_access_tokens where id = ? returning token_hash)
         select pg_notify('${TOKEN_ENDED_CHANNEL}', token_hash) from ended`,
      [id],
    );
    this.forget(record.tokenHash);
    tokenRevoked(personId, record.id);
    return record;
  }

  /** Ends all of a person's tokens, here and at every other gateway. */
  async endAllOf(personId: string): Promise<void> {
    const ended = await this.orm.em.fork().execute<{ key: string }[]>(
      `with ended as (delete from personal_access_tokens where person_id = ? returning token_hash)
         select token_hash as key, pg_notify('${TOKEN_ENDED_CHANNEL}', token_hash)::text from ended`,
      [personId],
    );
    for (const { key } of ended) this.forget(key);
  }

  onEnded(listener: (key: string) => void): void {
    this.endedListeners.add(listener);
  }

  onGap(listener: () => Promise<void>): void {
    this.gapListeners.add(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.notices?.[Symbol.asyncDispose]();
  }

  private async goodAt(key: string, address: string | undefined): Promise<KnownToken | undefined> {
    const known = await this.lookups.get(key);
    if (!known || known.expiresAt() <= this.now()) return undefined;
    if (known.allows(address)) return known;
    tokenFromElsewhere(known.id);
    return undefined;
  }

  private async load(key: string): Promise<KnownToken | undefined> {
    const record = await this.orm.em.fork().findOne(PersonalTokenRecord, { tokenHash: key }, { populate: ['person'] });
    return record ? known(record) : undefined;
  }

  private touch(known: KnownToken): void {
    const at = this.now();
    if (known.lastUsedAt && at.getTime() - known.lastUsedAt.getTime() < TOUCH_MS) return;
    known.lastUsedAt = at;
    this.orm.em
      .fork()
      .nativeUpdate(
        PersonalTokenRecord,
        { id: known.id, $or: [{ lastUsedAt: null }, { lastUsedAt: { $lt: at } }] },
        { lastUsedAt: at },
      )
      .catch((err) => logger.warn({ err }, 'the use of a token was not noted'));
  }

  private forget(key: string): void {
    this.lookups.forget(key);
    for (const listener of this.endedListeners) listener(key);
  }

  private async missedSome(): Promise<void> {
    this.lookups.clear();
    await Promise.all([...this.gapListeners].map((listener) => listener()));
  }
}

function known(record: PersonalTokenRecord): KnownToken {
  const { id: personId, name, email, level } = record.person;
  return {
    key: record.tokenHash,
    id: record.id,
    // Whatever else they may be: a program neither reviews nor administers.
    caller: {
      kind: 'person',
      id: personId,
      name,
      email,
      roles: ['INTEGRATOR'],
      assuranceLevel: level,
      portfolios: null,
    },
    scopes: new Set(record.scopes),
    allows: allowedAddresses(record.allowedIps),
    lastUsedAt: record.lastUsedAt,
    expiresAt: () => record.expiresAt,
  };
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** PostgreSQL would throw at anything else. */
function isTokenId(id: string): boolean {
  return UUID.test(id);
}
