import { randomInt, randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { FaultKind } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';
import { gathered } from '../gathered.ts';
import type { AppliedFault } from '../hosts/exchange.ts';
import { drawn } from '../population/numbers.ts';
import type { ArmedFault } from './armed-fault.ts';

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

/** A fault to be armed, for so many calls and no longer than until then. */
export interface NewFault {
  credentialId: string;
  kind: FaultKind;
  calls: number;
  until: Date;
  by: string;
  /** Drawn where absent. */
  seed?: number | null | undefined;
}

const ARMED = 'calls_left > 0 and until > ?';

/** Arms one. */
export async function armFault(em: EntityManager, fault: NewFault, now: Date): Promise<void> {
  const { credentialId, kind, calls, until, by } = fault;
  const seed = fault.seed ?? randomInt(1, 2 ** 31);
  await em.execute(
    `insert into armed_fault (id, credential_id, kind, seed, calls_left, armed_by, armed_at, until)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    [randomUUIDv7(), credentialId, kind, seed, calls, by, now, until],
  );
}

/** What is armed for a credential, the oldest first. */
export async function armedFaults(em: EntityManager, credentialId: string, now: Date): Promise<ArmedFault[]> {
  const rows = await em.execute<Row[]>(
    `select * from armed_fault where credential_id = ? and ${ARMED} order by place`,
    [credentialId, now],
  );
  return rows.map(fromRow);
}

/** A fault by its id, whether it is still armed or not. */
export async function findFault(em: EntityManager, id: string): Promise<ArmedFault | undefined> {
  const [row] = await em.execute<Row[]>('select * from armed_fault where id = ?', [id]);
  return row && fromRow(row);
}

/** Disarms all of a credential. */
export async function disarmFaults(em: EntityManager, credentialId: string): Promise<void> {
  await em.execute('update armed_fault set calls_left = 0 where credential_id = ? and calls_left > 0', [credentialId]);
}

/**
 * What is to be done to calls, one after the other. Hardly any meets with a fault: whether one is armed is asked for those
 * that come together at once, and only where it is each is counted.
 */
export function faultTaker(open: () => EntityManager, now: () => Date) {
  const isArmed = gathered(async (credentialIds: readonly string[]) => {
    const armed = new Set(await armedAmong(open(), credentialIds, now()));
    return credentialIds.map((id) => armed.has(id));
  });
  return async (credentialIds: readonly string[]): Promise<AppliedFault | undefined> => {
    const armed = await Promise.all(credentialIds.map(isArmed));
    return armed.includes(true) ? takeFault(open(), credentialIds, now()) : undefined;
  };
}

async function armedAmong(em: EntityManager, credentialIds: readonly string[], now: Date): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select distinct credential_id as id from armed_fault where credential_id = any(?::uuid[]) and ${ARMED}`,
    [arrayLiteral(credentialIds), now],
  );
  return rows.map(({ id }) => id);
}

/** What is to be done to a call: the oldest that is armed, which counts it. Of calls at once each is counted. */
export async function takeFault(
  em: EntityManager,
  credentialIds: readonly string[],
  now: Date,
): Promise<AppliedFault | undefined> {
  const [row] = await em.execute<Row[]>(
    `update armed_fault set calls_left = calls_left - 1, calls_done = calls_done + 1
     where calls_left > 0 and id = (
       select id from armed_fault where credential_id = any(?::uuid[]) and ${ARMED} order by place limit 1 for update)
     returning *`,
    [arrayLiteral(credentialIds), now],
  );
  return row && taken(fromRow(row));
}

function taken({ id, kind, seed, callsDone }: ArmedFault): AppliedFault {
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
