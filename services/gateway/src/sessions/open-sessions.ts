import type { MikroORM } from '@mikro-orm/postgresql';
import type { Person } from '@portal/service-kit/identity';
import type { Clock } from '../clock.ts';
import { nameOfSession, otherSessionsEnded, sessionEnded } from '../security-events.ts';
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
    private readonly now: Clock,
  ) {}

  /** The open ones, the one that asks first, then by their last use. */
  async of(person: Person): Promise<OpenSession[]> {
    const own = this.sessions.behind(person)?.key;
    const records = await this.recordsOf(person);
    const shown = records
      .map((record) => ({ ...toldOf(record, own), endsAt: this.sessions.expiryOf(record) }))
      .filter(({ endsAt }) => endsAt > this.now());
    return shown.toSorted((one, other) => Number(other.current) - Number(one.current)).slice(0, MOST_SHOWN);
  }

  /** Ends one of them; false where the person has none of that name. */
  async end(person: Person, sessionId: string): Promise<boolean> {
    const records = await this.recordsOf(person);
    const found = records.find(({ idHash }) => nameOfSession(idHash) === sessionId);
    if (!found || (await this.sessions.end(found.idHash)) === 0) return false;
    sessionEnded(person.id, found.idHash);
    return true;
  }

  /** Ends all but the one that asks; says how many there were. */
  async endOthers(person: Person): Promise<number> {
    const own = this.sessions.behind(person)?.key;
    const keys = (await this.recordsOf(person)).map(({ idHash }) => idHash).filter((key) => key !== own);
    const ended = keys.length > 0 ? await this.sessions.end(...keys) : 0;
    otherSessionsEnded(person.id, ended);
    return ended;
  }

  private recordsOf({ id }: Person): Promise<SessionRecord[]> {
    return this.orm.em.fork().find(SessionRecord, { person: id }, { orderBy: { lastSeenAt: 'desc', idHash: 'asc' } });
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
