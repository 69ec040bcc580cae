import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { LIMITS } from '@portal/domain';
import { NotOpened, type Sealing } from '../database/sealing.ts';
import { trim } from '../database/trim.ts';
import { forbidden } from '../graph-errors.ts';
import type { Caller } from '../identity/caller.ts';
import { refuse } from '../subgraph/problem.ts';
import type { Repeatable } from './repeatable.ts';

/** What an act was about, and the secret that it showed. */
export interface Answered {
  id: string;
  secret?: string | undefined;
}

/** What an act is done once by. */
export interface OnceContext {
  caller: Caller;
  /** The mutation under way, where it came with a key. */
  repeatable?: Repeatable | undefined;
  /** Seals what is shown once; undefined where nothing is. */
  sealing: Sealing | undefined;
  now: () => Date;
}

interface Row {
  act: string;
  /** Null of keys from before it was kept. */
  fingerprint: string | null;
  answer_id: string;
  /** Null where there was none, empty once it is not kept any more. */
  sealed_secret: string | null;
}

/** How long a key is good for. */
const KEPT_HOURS = 48;
/** How long what was shown once may be shown again to who brings the key. */
const SECRET_KEPT_MS = 3_600_000;

const PATH = ['idempotencyKey'];

/**
 * Does an act once, by the service's own table `answered_once`: gives what this key's first call gave, or does it and remembers the key in the same transaction. The
 * key itself is not kept, so that a secret, which is sealed by it too, is opened by nobody who does not bring it.
 */
export async function once(em: EntityManager, ctx: OnceContext, act: () => Promise<Answered>): Promise<Answered> {
  const { repeatable } = ctx;
  if (!repeatable) return act();
  const { key } = repeatable;
  const { min, max } = LIMITS.idempotencyKey;
  if (key.length < min || key.length > max || /[\0\p{Cs}]/u.test(key)) {
    return refuse('INVALID', `A chave de idempotência tem de ${min} a ${max} caracteres.`, PATH);
  }
  const owner = ownerOf(ctx.caller);
  const keyHash = sha256(key);
  // Two calls with one key at once: the second waits here and then finds what the first did.
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`idempotency ${owner} ${keyHash}`]);
  const [known] = await em.execute<Row[]>(
    'select act, fingerprint, answer_id, sealed_secret from answered_once where owner = ? and key_hash = ?',
    [owner, keyHash],
  );
  const fingerprint = sha256(`${key}\n${repeatable.act}\n${repeatable.input}`);
  const sealing = ctx.sealing?.hangingOn(key);
  if (known) {
    const same = known.act === repeatable.act && (known.fingerprint ?? fingerprint) === fingerprint;
    if (!same) return refuse('CONFLICT', 'Esta chave de idempotência já foi usada para outro pedido.', PATH);
    const { answer_id: id, sealed_secret: sealed } = known;
    return sealed === null ? { id } : { id, secret: await opened(sealed, needed(sealing)) };
  }
  const answered = await act();
  await em.flush();
  const sealed = answered.secret === undefined ? null : await needed(sealing).seal(answered.secret);
  await em.execute(
    `insert into answered_once (owner, key_hash, act, fingerprint, answer_id, sealed_secret, created_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
    [owner, keyHash, repeatable.act, fingerprint, answered.id, sealed, ctx.now()],
  );
  return answered;
}

/** Forgets keys that nobody sends again any more, and secrets sooner. */
export async function trimAnswered(em: EntityManager, now: Date): Promise<number> {
  await em.execute(`update answered_once set sealed_secret = '' where sealed_secret > '' and created_at < ?`, [
    new Date(now.getTime() - SECRET_KEPT_MS),
  ]);
  return trim(em, 'answered_once', 'created_at < ?', [new Date(now.getTime() - KEPT_HOURS * 3_600_000)]);
}

function needed(sealing: Pick<Sealing, 'seal' | 'unseal'> | undefined): Pick<Sealing, 'seal' | 'unseal'> {
  if (!sealing) throw new Error('an act that shows a secret is done once by a sealing');
  return sealing;
}

async function opened(sealed: string, sealing: Pick<Sealing, 'unseal'>): Promise<string> {
  try {
    return await sealing.unseal(sealed);
  } catch (error) {
    if (!(error instanceof NotOpened)) throw error;
    return refuse('CONFLICT', 'Este pedido já foi atendido, e o seu segredo não é mais mostrado. Gere outro.', PATH);
  }
}

function ownerOf(caller: Caller): string {
  if (caller.kind === 'person') return caller.id;
  if (caller.kind === 'client') return `client ${caller.clientId}`;
  throw forbidden();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
