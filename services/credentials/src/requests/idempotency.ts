import type { EntityManager } from '@mikro-orm/postgresql';
import { LIMITS } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { refuse } from '../graph/problem.ts';
import { trim } from '../trim.ts';

/** A creation that its caller may send again: the key replays the first answer, for the same person and the same input. */
export interface Repeatable {
  key: string | null | undefined;
  act: string;
  input: unknown;
  now: Date;
}

/** How long a key is good for. */
const KEPT_HOURS = 48;

const PATH = ['idempotencyKey'];

/** Creates once: gives the id of what this key made before, or makes it and remembers the key in the same transaction. */
export async function once(
  em: EntityManager,
  person: Person,
  { key, act, input, now }: Repeatable,
  create: () => Promise<string>,
): Promise<string> {
  if (key == null) return create();
  const { min, max } = LIMITS.idempotencyKey;
  if (key.length < min || key.length > max || /[\0\p{Cs}]/u.test(key)) {
    return refuse('INVALID', `A chave de idempotência tem de ${min} a ${max} caracteres.`, PATH);
  }
  // Two calls with one key at once: the second waits here and then finds what the first made.
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`idempotency ${person.id} ${key}`]);
  const text = JSON.stringify(input);
  const [known] = await em.execute<{ act: string; input: string; request_id: string }[]>(
    'select act, input, request_id from idempotency_key where owner_id = ? and key = ?',
    [person.id, key],
  );
  if (known) {
    if (known.act === act && known.input === text) return known.request_id;
    return refuse('CONFLICT', 'Esta chave de idempotência já foi usada para outro pedido.', PATH);
  }
  const id = await create();
  await em.flush();
  await em.execute(
    'insert into idempotency_key (owner_id, key, act, input, request_id, created_at) values (?, ?, ?, ?, ?, ?)',
    [person.id, key, act, text, id, now],
  );
  return id;
}

/** Forgets keys that nobody sends again any more. */
export async function trimIdempotencyKeys(em: EntityManager, now: Date): Promise<void> {
  await trim(em, 'idempotency_key', 'created_at < ?', [new Date(now.getTime() - KEPT_HOURS * 3_600_000)]);
}
