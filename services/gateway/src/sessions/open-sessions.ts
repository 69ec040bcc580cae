import { type FilterQuery, type MikroORM, raw } from '@mikro-orm/postgresql';
import type { Person } from '@portal/service-kit/identity';
import { nameOfSession, otherSessionsEnded, SESSION_NAME_LENGTH, sessionEnded } from '../security-events.ts';
import type { Device } from './device.ts';
import { SessionRecord } from './session.entity.ts';
import type { Sessions } from './sessions.ts';

/** A session as its person sees it. */
export interface OpenSession extends Device {
  sessionId: string;
  atReview: boolean | null;
  startedAt: Date;
  lastUsedAt: Date;
  endsAt: Date;
  /** Whether it is the one that asks. */
  current: boolean;
}

/** So many are shown, those that were used last: signing in again and again makes any number. */
const MOST_SHOWN = 100;

/** A person's sessions one by one, for the person alone. */
export class OpenSessions {
  constructor(
    private readonly orm: MikroORM,
    private readonly sessions: Sessions,
  ) {}

  /** The open ones, the one that asks first, then by their last use. */
  async of(person: Person): Promise<OpenSession[]> {
    const own = this.sessions.behind(person)?.key;
    const records = await this.orm.em.fork().find(SessionRecord, this.openOf(person), {
      orderBy: [{ [raw('id_hash = ?', [own ?? ''])]: 'desc' }, { lastSeenAt: 'desc', idHash: 'asc' }],
      limit: MOST_SHOWN,
    });
    return records.map((record) => ({ ...toldOf(record, own), endsAt: this.sessions.expiryOf(record) }));
  }

  /** Ends one of them; false where the person has none of that name. */
  async end(person: Person, sessionId: string): Promise<boolean> {
    const found = await this.orm.em.fork().findOne(SessionRecord, {
      ...this.openOf(person),
      [raw('left(id_hash, ?)', [SESSION_NAME_LENGTH])]: sessionId,
    });
    if (!found || (await this.sessions.end(found.idHash)) === 0) return false;
    sessionEnded(person.id, found.idHash);
    return true;
  }

  /** Ends all but the one that asks; says how many there were. */
  async endOthers(person: Person): Promise<number> {
    const own = this.sessions.behind(person)?.key;
    const others = { ...this.openOf(person), idHash: { $ne: own ?? '' } };
    const records = await this.orm.em.fork().find(SessionRecord, others, { fields: ['idHash'] });
    const keys = records.map(({ idHash }) => idHash);
    const ended = keys.length > 0 ? await this.sessions.end(...keys) : 0;
    otherSessionsEnded(person.id, ended);
    return ended;
  }

  /** Those that are over stand in the table until they are swept. */
  private openOf({ id }: Person): FilterQuery<SessionRecord> & object {
    const { usedAfter, begunAfter } = this.sessions.openSince();
    return { person: id, lastSeenAt: { $gt: usedAfter }, createdAt: { $gt: begunAfter } };
  }
}

function toldOf(record: SessionRecord, own: string | undefined): Omit<OpenSession, 'endsAt'> {
  const { idHash, browser = null, system = null, atReview = null, createdAt, lastSeenAt } = record;
  return {
    sessionId: nameOfSession(idHash),
    browser,
    system,
    atReview,
    startedAt: createdAt,
    lastUsedAt: lastSeenAt,
    current: idHash === own,
  };
}
