import { createHash, randomBytes } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { AssuranceLevel } from '@portal/domain';
import type { Person } from '@portal/service-kit/identity';
import type { Clock } from '../clock.ts';
import { logger } from '../logger.ts';
import { TrustedLookups } from '../trusted-lookups.ts';
import { PersonRecord } from './person.entity.ts';
import type { RoleBook } from './roles.ts';
import { SessionRecord } from './session.entity.ts';
import { expiryOf, SESSION_IDLE_MS, SESSION_LONGEST_MS } from './session-lifetime.ts';
import { listenForEnds, type SessionNotices } from './session-notices.ts';
import { hashSubject } from './subject-hash.ts';

/** Somebody at one browser. */
export interface Session {
  /** Hash of the id in the cookie: names the session inside, opens nothing. */
  key: string;
  person: Person;
  expiresAt: () => Date;
}

/** What the issuer said of somebody who signed in. */
export interface Identity {
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  emailVerified: boolean;
  level: AssuranceLevel;
}

/** PostgreSQL's channel on which gateways tell each other that a session ended; the payload is its key. */
const SESSION_ENDED_CHANNEL = 'session_ended';

/** How long a session that was read is trusted without reading it again, while its end would be heard of. */
const TRUSTED_MS = 5_000;
/** A session's last use is written down at most so often. */
const TOUCH_MS = 60_000;
const SWEEP_MS = 60_000;

interface KnownSession extends Session {
  createdAt: Date;
  lastSeenAt: Date;
}

/** The sessions of all consoles, in the database `gateway`, shared by all gateway processes. */
export class Sessions implements AsyncDisposable {
  private readonly lookups = new TrustedLookups<KnownSession>(
    (key) => this.load(key),
    () => (this.notices?.listening ? TRUSTED_MS : 0),
  );
  private readonly endedListeners = new Set<(key: string) => void>();
  private readonly gapListeners = new Set<() => void>();
  private notices: SessionNotices | undefined;
  private sweeper: NodeJS.Timeout | undefined;

  private constructor(
    private readonly orm: MikroORM,
    private readonly rolesOf: RoleBook,
    private readonly now: Clock,
  ) {}

  static async open(orm: MikroORM, databaseUrl: string, rolesOf: RoleBook, now: Clock): Promise<Sessions> {
    const sessions = new Sessions(orm, rolesOf, now);
    sessions.notices = await listenForEnds(databaseUrl, SESSION_ENDED_CHANNEL, {
      ended: (key) => sessions.forget(key),
      gap: () => sessions.missedSome(),
    });
    sessions.sweeper = setInterval(() => sessions.sweep().catch((err) => logger.warn({ err }, 'sweep')), SWEEP_MS);
    return sessions;
  }

  /** Begins a session for whom the issuer named and ends the one that the browser had; answers the id for the cookie. */
  async begin(identity: Identity, replacedId?: string): Promise<string> {
    const { issuer, subject, ...facts } = identity;
    const subjectHash = await hashSubject(issuer, subject);
    const id = randomBytes(32).toString('base64url');
    const at = this.now();
    await this.orm.em.fork().transactional(async (em) => {
      const person = await em.upsert(
        PersonRecord,
        { issuer, subjectHash, ...facts, lastSignedInAt: at },
        { onConflictFields: ['issuer', 'subjectHash'] },
      );
      em.create(SessionRecord, { idHash: keyOf(id), person, createdAt: at, lastSeenAt: at });
    });
    if (replacedId) await this.end(keyOf(replacedId));
    return id;
  }

  /** The session of a cookie's id, and notes that it is in use; undefined where there is none or it is over. */
  async find(id: string): Promise<Session | undefined> {
    const key = keyOf(id);
    const session = await this.lookups.get(key);
    if (!session) return undefined;
    if (this.isOver(session)) {
      await this.end(key);
      return undefined;
    }
    this.touch(session);
    return session;
  }

  /** The session as the database has it now; one that is over is ended. Does not count as use. */
  async reread(key: string): Promise<Session | undefined> {
    this.lookups.forget(key);
    const session = await this.lookups.get(key);
    if (session && !this.isOver(session)) return session;
    await this.end(key);
    return undefined;
  }

  /** Ends a session, here and at every other gateway. */
  async end(key: string): Promise<void> {
    await this.orm.em.fork().execute(
      `with ended as (delete from sessions where id_hash = ? returning id_hash)
         select pg_notify('${SESSION_ENDED_CHANNEL}', id_hash) from ended`,
      [key],
    );
    this.forget(key);
  }

  /** Ends the session of a cookie's id. */
  endById(id: string): Promise<void> {
    return this.end(keyOf(id));
  }

  /** Calls `listener` with the key of each session that ends, wherever that happens. */
  onEnded(listener: (key: string) => void): void {
    this.endedListeners.add(listener);
  }

  /** Calls `listener` when ends of sessions may have been missed. */
  onGap(listener: () => void): void {
    this.gapListeners.add(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.sweeper);
    await this.notices?.[Symbol.asyncDispose]();
  }

  private async load(key: string): Promise<KnownSession | undefined> {
    const record = await this.orm.em.fork().findOne(SessionRecord, { idHash: key }, { populate: ['person'] });
    if (!record) return undefined;
    const { id, name, email, level } = record.person;
    const session: KnownSession = {
      key,
      person: { kind: 'person', id, name, email, roles: this.rolesOf(record.person), assuranceLevel: level },
      createdAt: record.createdAt,
      lastSeenAt: record.lastSeenAt,
      expiresAt: () => expiryOf(session),
    };
    return session;
  }

  private isOver(session: Session): boolean {
    return session.expiresAt() <= this.now();
  }

  private touch(session: KnownSession): void {
    const at = this.now();
    if (at.getTime() - session.lastSeenAt.getTime() < TOUCH_MS) return;
    session.lastSeenAt = at;
    this.orm.em
      .fork()
      .nativeUpdate(SessionRecord, { idHash: session.key, lastSeenAt: { $lt: at } }, { lastSeenAt: at })
      .catch((err) => logger.warn({ err }, 'the use of a session was not noted'));
  }

  private async sweep(): Promise<void> {
    const now = this.now().getTime();
    await this.orm.em.fork().execute(
      `with ended as (delete from sessions where last_seen_at <= ? or created_at <= ? returning id_hash)
       select pg_notify('${SESSION_ENDED_CHANNEL}', id_hash) from ended`,
      [new Date(now - SESSION_IDLE_MS), new Date(now - SESSION_LONGEST_MS)],
    );
  }

  private forget(key: string): void {
    this.lookups.forget(key);
    for (const listener of this.endedListeners) listener(key);
  }

  private missedSome(): void {
    this.lookups.clear();
    for (const listener of this.gapListeners) listener();
  }
}

function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}
