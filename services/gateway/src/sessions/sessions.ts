import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { AssuranceLevel } from '@portal/domain';
import { type NotificationListener, openNotificationListener } from '@portal/service-kit/database';
import type { Person } from '@portal/service-kit/identity';
import { TrustedLookups } from '@portal/service-kit/lookups';
import type { Clock } from '../clock.ts';
import { logger } from '../logger.ts';
import { blindWritten, sealEmail } from '../personal-data/emails.ts';
import { signedIn, signedOut, signedOutEverywhere } from '../security-events.ts';
import type { Device } from './device.ts';
import { noteFormerEmail } from './former-email.ts';
import type { MinistryRoles } from './ministry-roles.ts';
import { PersonRecord } from './person.entity.ts';
import { SessionRecord } from './session.entity.ts';
import { expiryOf, SECOND_FACTOR_MS, SESSION_LONGEST_MS } from './session-lifetime.ts';
import { hashSubject } from './subject-hash.ts';

/** Somebody at one browser. */
export interface Session {
  /** Hash of the id in the cookie: names the session inside, opens nothing. */
  key: string;
  person: Person;
  /** What the person may be: a socket that was opened as something else is closed. */
  standing: string;
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
  /** Whether the issuer asked them for this sign-in though it may have known them. */
  askedAnew: boolean;
}

/** Where a session was begun. */
export interface SessionPlace extends Device {
  atReview: boolean;
}

/** PostgreSQL's channel on which gateways tell each other that a session ended; the payload is its key. */
export const SESSION_ENDED_CHANNEL = 'session_ended';

/** How long a session that was read is trusted without reading it again, while its end, or other roles, would be heard of. */
const TRUSTED_MS = 5_000;
/** A session's last use is written down at most so often. */
const TOUCH_MS = 60_000;
const SWEEP_MS = 60_000;

/** The session by which a person asks. */
export type SessionBehind = Pick<KnownSession, 'key' | 'createdAt' | 'askedAnew'>;

interface KnownSession extends Session {
  createdAt: Date;
  askedAnew: boolean;
  lastSeenAt: Date;
  /** The same while its person is still to prove that it is them; of who has nothing to prove there is none. */
  due?: Session;
}

/** By what sessions live, and for whom. */
export interface SessionRules {
  roles: MinistryRoles;
  now: Clock;
  secondFactorRequired: boolean;
  /** A session that nobody used for so long is over. */
  idleMs: number;
}

/** The sessions of all consoles, in the database `gateway`, shared by all gateway processes. */
export class Sessions implements AsyncDisposable {
  private readonly lookups = new TrustedLookups<KnownSession>(
    (key) => this.load(key),
    () => (this.notices?.listening && this.roles.listening ? TRUSTED_MS : 0),
  );
  private readonly endedListeners = new Set<(key: string) => void>();
  private readonly gapListeners = new Set<() => Promise<void>>();
  private readonly behindPeople = new WeakMap<Person, SessionBehind>();
  private notices: NotificationListener | undefined;
  private sweeper: NodeJS.Timeout | undefined;

  private constructor(
    private readonly orm: MikroORM,
    private readonly roles: MinistryRoles,
    private readonly now: Clock,
    private readonly secondFactorRequired: boolean,
    private readonly idleMs: number,
  ) {}

  static async open(
    orm: MikroORM,
    databaseUrl: string,
    { roles, now, secondFactorRequired, idleMs }: SessionRules,
  ): Promise<Sessions> {
    const sessions = new Sessions(orm, roles, now, secondFactorRequired, idleMs);
    roles.onChanged(() => sessions.missedSome());
    sessions.notices = await openNotificationListener({
      url: databaseUrl,
      channel: SESSION_ENDED_CHANNEL,
      heard: (key) => sessions.forget(key),
      missed: () => sessions.missedSome(),
      logger,
    });
    sessions.sweeper = setInterval(() => sessions.sweep().catch((err) => logger.warn({ err }, 'sweep')), SWEEP_MS);
    return sessions;
  }

  /** Begins a session for whom the issuer named and ends the one that the browser had; answers the id for the cookie. */
  async begin(identity: Identity, place: SessionPlace, replacedId?: string): Promise<string> {
    const { issuer, subject, askedAnew, email, ...facts } = identity;
    const subjectHash = await hashSubject(issuer, subject);
    const id = randomBytes(32).toString('base64url');
    const at = this.now();
    const key = keyOf(id);
    const { id: personId } = await this.orm.em.fork().transactional(async (em) => {
      await noteFormerEmail(em, { issuer, subjectHash, email, emailVerified: facts.emailVerified });
      const person = await em.upsert(
        PersonRecord,
        { issuer, subjectHash, ...facts, lastSignedInAt: at },
        { onConflictFields: ['issuer', 'subjectHash'] },
      );
      await writeEmail(em, person.id, email);
      em.create(SessionRecord, { idHash: key, person, createdAt: at, lastSeenAt: at, askedAnew, ...place });
      return person;
    });
    signedIn(personId, key);
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
    return session.due && !(await this.isProved(session)) ? session.due : session;
  }

  /** When a session is over, unless it is used before. */
  expiryOf(session: { createdAt: Date; lastSeenAt: Date }): Date {
    return expiryOf(session, this.idleMs);
  }

  /** Sessions that were used and begun after these moments are not over. */
  openSince(): { usedAfter: Date; begunAfter: Date } {
    const now = this.now().getTime();
    return { usedAfter: new Date(now - this.idleMs), begunAfter: new Date(now - SESSION_LONGEST_MS) };
  }

  /** The session by which this person asks, of those that `find` gave; undefined of who asks otherwise. */
  behind(person: Person): SessionBehind | undefined {
    return this.behindPeople.get(person);
  }

  /** When it was last proved by a second factor, in this session, that it is its person. */
  async secondFactorAt(key: string): Promise<Date | null> {
    const statement = 'select second_factor_at as at from sessions where id_hash = ?';
    const [row] = await this.orm.em.fork().execute<{ at: Date | string | null }[]>(statement, [key]);
    return row?.at ? new Date(row.at) : null;
  }

  /** Sessions as the database has them now, all in one question; those that are over are ended. Does not count as use. */
  async reread(keys: readonly string[]): Promise<Map<string, Session>> {
    for (const key of keys) this.lookups.forget(key);
    const records = await this.orm.em
      .fork()
      .find(SessionRecord, { idHash: { $in: [...keys] } }, { populate: ['person'] });
    const known = await Promise.all(records.map((record) => this.known(record)));
    const good = known.filter((session) => !this.isOver(session));
    const found = new Map<string, Session>(good.map((session) => [session.key, session]));
    const over = keys.filter((key) => !found.has(key));
    if (over.length > 0) await this.end(...over);
    return found;
  }

  /** Ends sessions, here and at every other gateway; says how many of them there were. */
  async end(...keys: string[]): Promise<number> {
    const ended = await this.orm.em.fork().execute(
      `with ended as (delete from sessions where id_hash in (${keys.map(() => '?').join(', ')}) returning id_hash)
         select pg_notify('${SESSION_ENDED_CHANNEL}', id_hash) from ended`,
      keys,
    );
    for (const key of keys) this.forget(key);
    return ended.length;
  }

  /** Ends the session of a cookie's id. */
  async endById(id: string): Promise<void> {
    const key = keyOf(id);
    if ((await this.end(key)) > 0) signedOut(key);
  }

  /** Ends all of a person's sessions, at both listeners; says how many there were. */
  async endAllOf(personId: string): Promise<number> {
    const statement = 'select id_hash as key from sessions where person_id = ?';
    const rows = await this.orm.em.fork().execute<{ key: string }[]>(statement, [personId]);
    if (rows.length > 0) await this.end(...rows.map(({ key }) => key));
    signedOutEverywhere(personId, rows.length);
    return rows.length;
  }

  /** Calls `listener` with the key of each session that ends, wherever that happens. */
  onEnded(listener: (key: string) => void): void {
    this.endedListeners.add(listener);
  }

  /** Calls `listener` when ends of sessions may have been missed, and again until it resolves. */
  onGap(listener: () => Promise<void>): void {
    this.gapListeners.add(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.sweeper);
    await this.notices?.[Symbol.asyncDispose]();
  }

  private async load(key: string): Promise<KnownSession | undefined> {
    const record = await this.orm.em.fork().findOne(SessionRecord, { idHash: key }, { populate: ['person'] });
    return record ? this.known(record) : undefined;
  }

  private async known(record: SessionRecord): Promise<KnownSession> {
    const { id, name, email, level } = record.person;
    const { roles, portfolios } = await this.roles.of(record.person);
    const session: KnownSession = {
      standing: JSON.stringify([roles, portfolios]),
      key: record.idHash,
      person: { kind: 'person', id, name, email, roles, assuranceLevel: level, portfolios },
      createdAt: record.createdAt,
      askedAnew: record.askedAnew,
      lastSeenAt: record.lastSeenAt,
      expiresAt: () => this.expiryOf(session),
    };
    if (this.secondFactorRequired && roles.includes('ADMIN')) {
      session.due = { ...session, person: { ...session.person, secondFactorDue: true } };
      this.behindPeople.set(session.due.person, session);
    }
    this.behindPeople.set(session.person, session);
    return session;
  }

  /** Read each time: it is proved, and a key taken away, at another gateway as well. */
  private async isProved({ key }: Session): Promise<boolean> {
    const at = await this.secondFactorAt(key);
    return at !== null && this.now().getTime() - at.getTime() < SECOND_FACTOR_MS;
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
    const { usedAfter, begunAfter } = this.openSince();
    await this.orm.em.fork().execute(
      `with ended as (delete from sessions where last_seen_at <= ? or created_at <= ? returning id_hash)
       select pg_notify('${SESSION_ENDED_CHANNEL}', id_hash) from ended`,
      [usedAfter, begunAfter],
    );
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

/** By the key of its person, who is known by now. */
async function writeEmail(em: EntityManager, personId: string, email: string | null): Promise<void> {
  await em.execute('update people set email = ?, email_blind = ? where id = ?', [
    await sealEmail(em, 'people.email', personId, email),
    await blindWritten(em, email),
    personId,
  ]);
}

function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}
