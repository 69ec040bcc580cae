import { randomInt, randomUUIDv7 } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { AppliedFault } from '../hosts/exchange.ts';
import { drawn } from '../population/numbers.ts';
import { FaultKind } from './fault-kind.ts';

/** A fault that is armed for a credential, or was. */
export interface ArmedFault {
  id: string;
  credentialId: string;
  kind: FaultKind;
  /** Makes what is drawn come out the same again. */
  seed: number;
  /** Of the calls it was armed for. */
  callsLeft: number;
  callsDone: number;
  armedAt: Date;
  /** After that it is done no more. */
  until: Date;
}

/** A fault as it is done to one call. */
export interface TakenFault extends AppliedFault {
  kind: FaultKind;
  /** Nothing is done, and this fault is the answer. */
  instead: boolean;
  /** Seconds to wait, where the answer says so. */
  retryAfter: number;
}

const SLOWEST_MS = 15_000;
const SLOW_MS = 5_000;
const INSTEAD: readonly FaultKind[] = [
  FaultKind.ERROR_500,
  FaultKind.ERROR_502,
  FaultKind.ERROR_503,
  FaultKind.EXPIRED_TOKEN,
];

interface Row {
  id: string;
  credential_id: string;
  kind: FaultKind;
  seed: number;
  calls_left: number;
  calls_done: number;
  armed_at: Date;
  until: Date;
}

/** Faults that were asked for, each for some calls of one credential. */
export class Faults {
  constructor(
    private readonly orm: MikroORM,
    private readonly now: () => Date,
  ) {}

  /** Arms one, for so many calls and no longer than until then. */
  async arm(fault: {
    credentialId: string;
    kind: FaultKind;
    calls: number;
    until: Date;
    by: string;
    seed?: number;
  }): Promise<ArmedFault> {
    const { credentialId, kind, calls, until, by, seed = randomInt(1, 2 ** 31) } = fault;
    const [row] = await this.orm.em.fork().execute<Row[]>(
      `insert into armed_fault (id, credential_id, kind, seed, calls_left, armed_by, armed_at, until)
       values (?, ?, ?, ?, ?, ?, ?, ?) returning *`,
      [randomUUIDv7(), credentialId, kind, seed, calls, by, this.now(), until],
    );
    if (!row) throw new Error('a fault was not armed');
    return fromRow(row);
  }

  /** What is armed for these credentials, the oldest first. */
  async armedFor(credentialIds: readonly string[]): Promise<ArmedFault[]> {
    const rows = await this.orm.em
      .fork()
      .execute<Row[]>(
        `select * from armed_fault where credential_id = any(?::uuid[]) and calls_left > 0 and until > ? order by armed_at, id`,
        [`{${credentialIds.join(',')}}`, this.now()],
      );
    return rows.map(fromRow);
  }

  /** Disarms all of a credential; how many there were. */
  async disarm(credentialId: string): Promise<number> {
    const rows = await this.orm.em
      .fork()
      .execute<unknown[]>(
        'update armed_fault set calls_left = 0 where credential_id = ? and calls_left > 0 returning id',
        [credentialId],
      );
    return rows.length;
  }

  /** What is to be done to a call: the oldest that is armed, which counts it. Of calls at once each is counted. */
  async take(credentialIds: readonly string[]): Promise<TakenFault | undefined> {
    const [row] = await this.orm.em.fork().execute<Row[]>(
      `update armed_fault set calls_left = calls_left - 1, calls_done = calls_done + 1
       where calls_left > 0 and id = (
         select id from armed_fault where credential_id = any(?::uuid[]) and calls_left > 0 and until > ?
         order by armed_at, id limit 1 for update)
       returning *`,
      [`{${credentialIds.join(',')}}`, this.now()],
    );
    return row && taken(fromRow(row));
  }
}

function taken({ id, kind, seed, callsDone }: ArmedFault): TakenFault {
  return {
    id,
    kind,
    instead: INSTEAD.includes(kind),
    retryAfter: 2 + drawn(9, seed, 'retry-after', callsDone),
    ...(kind === FaultKind.SLOW && { delayMs: SLOW_MS + drawn(SLOWEST_MS - SLOW_MS, seed, 'delay', callsDone) }),
    ...(kind === FaultKind.RESET && { cut: 'BEFORE' as const }),
    ...(kind === FaultKind.HALF_ANSWER && { cut: 'HALFWAY' as const }),
  };
}

function fromRow(row: Row): ArmedFault {
  return {
    id: row.id,
    credentialId: row.credential_id,
    kind: row.kind,
    seed: row.seed,
    callsLeft: row.calls_left,
    callsDone: row.calls_done,
    armedAt: new Date(row.armed_at),
    until: new Date(row.until),
  };
}
