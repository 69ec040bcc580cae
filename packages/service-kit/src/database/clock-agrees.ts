import type { MikroORM } from '@mikro-orm/postgresql';

/** Two services that are both so near to the clock of one database believe each other's tokens. */
const MOST_APART_MS = 5_000;

/** The clock of this machine and that of its database server are too far apart for services to believe each other's tokens. */
export class ClockApart extends Error {
  readonly code = 'CLOCK_APART';

  override get name() {
    return 'ClockApart';
  }
}

/** Resolves where the database answers and its clock agrees with this machine's. */
export async function clockAgrees(orm: MikroORM, now: () => number = Date.now): Promise<void> {
  const asked = now();
  const [row] = await orm.em
    .getConnection()
    .execute<{ at: number }[]>('select (extract(epoch from clock_timestamp()) * 1000)::float8 as at');
  const answered = now();
  const at = row?.at ?? asked;
  const ahead = asked - at;
  const behind = at - answered;
  if (Math.max(ahead, behind) <= MOST_APART_MS) return;
  const seconds = Math.round(Math.max(ahead, behind) / 1000);
  const apart = ahead > behind ? 'ahead of' : 'behind';
  throw new ClockApart(`the clock of this machine is ${seconds} s ${apart} that of its database server`);
}
