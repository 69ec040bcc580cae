import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ConfigError } from '@portal/service-kit';
import type { EvidenceStorage } from './storage.ts';

const BINDING_LOCK = 7_264_109_333;
/** So many of the oldest and of the newest rows are looked for; one that is found is proof, for ids are random. */
const LOOKED_FOR = 100;

/**
 * Binds store and database to each other by an id that is in both; refuses, in a line for the operator, a store that
 * belongs to another database. Where one of them has no id yet, the files tell whether they belong together.
 */
export async function bindEvidenceStore(em: EntityManager, storage: EvidenceStorage): Promise<void> {
  await em.fork().transactional(async (transaction) => {
    // Services that start at once take turns.
    await transaction.execute('select pg_advisory_xact_lock(?)', [BINDING_LOCK]);
    const inDatabase = await boundStore(transaction);
    const inStore = await storage.readId();
    if (inDatabase !== null && inStore !== null) return assertSame(transaction, storage, inDatabase, inStore);
    await assertBelongsTogether(transaction, storage, inStore);
    const id = inDatabase ?? inStore ?? randomUUIDv7();
    if (inDatabase === null) await transaction.execute('insert into evidence_store (id) values (?)', [id]);
    if (inStore === null) await storage.writeId(id);
  });
}

/** Whether store and database are still each other's: either may have been put in the place of another meanwhile. */
export async function isBound(em: EntityManager, storage: EvidenceStorage): Promise<boolean> {
  const id = await boundStore(em);
  return id !== null && id === (await storage.readId());
}

async function boundStore(em: EntityManager): Promise<string | null> {
  const [row] = await em.execute<{ id: string }[]>('select id from evidence_store');
  return row?.id ?? null;
}

async function assertSame(em: EntityManager, storage: EvidenceStorage, inDatabase: string, inStore: string) {
  if (inDatabase === inStore) return;
  throw await refusal(em, storage, `belongs to another database (the store is ${inStore}, that of`, `${inDatabase})`);
}

async function assertBelongsTogether(
  em: EntityManager,
  storage: EvidenceStorage,
  inStore: string | null,
): Promise<void> {
  const rows = await em.execute<{ id: string }[]>(
    `(select id from evidence order by id limit ${LOOKED_FOR}) union
     (select id from evidence order by id desc limit ${LOOKED_FOR}) union
     (select id from message_attachment order by id desc limit ${LOOKED_FOR})`,
  );
  if (rows.length === 0) {
    if (!(await storage.isEmpty())) throw await refusal(em, storage, 'holds files, and', 'knows of no evidence');
    // An empty one that another database got first is that one's: the sweep of each would take the other's files for orphans.
    if (inStore !== null)
      throw await refusal(em, storage, 'belongs to a database already, and', 'knows of no evidence');
    return;
  }
  for (const { id } of rows) if (await storage.has(id)) return;
  throw await refusal(em, storage, 'holds none of the files that', 'speaks of');
}

async function refusal(
  em: EntityManager,
  { setting, place }: EvidenceStorage,
  before: string,
  after: string,
): Promise<Error> {
  const [row] = await em.execute<{ name: string }[]>('select current_database() as name');
  return new ConfigError(
    `Configuration: ${setting} (${place}) ${before} the database "${row?.name}" ${after}: check ${setting} and the database URL; docs/operation.md says how a store is moved or restored`,
  );
}
