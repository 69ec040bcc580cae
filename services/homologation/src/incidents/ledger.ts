import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { HomologationIncidentKind } from '@portal/domain';
import { logger } from '../logger.ts';

/** Those that follow each other so soon are one. */
const JOINED_MS = 5 * 60_000;
/** Silence that is longer is an incident. */
export const LONGEST_SILENCE_MS = 60_000;
/** Calls that fail together are written together. */
const GATHERED_MS = 1_000;

/** Calls that failed by us, not written down yet. */
interface Failed {
  from: Date;
  until: Date;
  calls: number;
}

/** Writes down when calls failed for a reason of ours; what cannot be written is kept until it can. */
export class IncidentLedger implements AsyncDisposable {
  private failed: Failed | undefined;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly orm: MikroORM) {}

  /** A call failed that came at that moment. */
  note(at: Date): void {
    const { from, until, calls } = this.failed ?? { from: at, until: at, calls: 0 };
    this.failed = { from: at < from ? at : from, until: at > until ? at : until, calls: calls + 1 };
    this.timer ??= setTimeout(() => void this.flush(), GATHERED_MS);
  }

  /** Writes what there is to write; after it was tried, not before it was written. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.flush();
    clearTimeout(this.timer);
  }

  private async write(): Promise<void> {
    const { failed } = this;
    if (!failed) return;
    this.failed = undefined;
    try {
      await this.orm.em.fork().transactional((em) => writeIncident(em, 'FAILED_CALLS', failed));
    } catch (err) {
      logger.warn({ err }, 'an incident could not be written down yet');
      const meanwhile = this.failed as Failed | undefined;
      this.failed = meanwhile ? { ...meanwhile, from: failed.from, calls: meanwhile.calls + failed.calls } : failed;
    }
  }
}

/** Opens an incident, or makes the last of its kind longer where that was no more than five minutes before. */
export async function writeIncident(
  em: EntityManager,
  kind: HomologationIncidentKind,
  { from, until, calls }: Failed,
): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(hashtextextended('incidents', 0))`);
  const joined = await em.execute<unknown[]>(
    `update homologation_incident set started_at = least(started_at, ?), ended_at = greatest(ended_at, ?), calls = calls + ?
     where id = (select id from homologation_incident where kind = ? and ended_at >= ? and started_at <= ?
       order by ended_at desc limit 1)
     returning id`,
    [from, until, calls, kind, new Date(from.getTime() - JOINED_MS), new Date(until.getTime() + JOINED_MS)],
  );
  if (joined.length > 0) return;
  await em.execute('insert into homologation_incident (id, kind, started_at, ended_at, calls) values (?, ?, ?, ?, ?)', [
    randomUUIDv7(),
    kind,
    from,
    until,
    calls,
  ]);
}
