import type { EntityManager } from '@mikro-orm/postgresql';
import { ERASURE_DAYS } from '@portal/domain';
import { type Problem, refuse } from '@portal/service-kit';
import { type AuditedAct, audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import { GIVES_ID, perform } from '../idempotency/perform.ts';
import { addNotices } from '../notices/notice-rows.ts';
import { obstaclesTo } from './obstacles.ts';

const DAY_MS = 24 * 3_600_000;

/** Begins the time in which it can be taken back; asked again it goes on as it is. */
export async function requestErasure(ctx: CredentialsContext): Promise<readonly Problem[]> {
  const { problems } = await perform(ctx, GIVES_ID, async (em, { id, roles }) => {
    const now = ctx.now();
    const keptBack = roles.some((role) => role !== 'INTEGRATOR') || (await obstaclesTo(em, id, now)).length > 0;
    if (keptBack) return refuse('NOT_ALLOWED', 'A sua conta ainda não pode ser apagada. Veja o que fazer antes.');
    await beginErasure(em, id, { at: now, actorId: id, act: 'requestErasure' });
    return id;
  });
  return problems;
}

/**
 * Begins it: the act is audited, and its person told, for whoever asked may be somebody else. False where it has begun already, and
 * goes on as it is.
 */
export async function beginErasure(
  em: EntityManager,
  personId: string,
  by: Pick<AuditedAct, 'at' | 'actorId' | 'act' | 'detail'>,
): Promise<boolean> {
  const dueAt = new Date(by.at.getTime() + ERASURE_DAYS * DAY_MS);
  const begun = await em.execute<object[]>(
    `insert into erasure_request (person_id, asked_at, due_at) values (?, ?, ?)
     on conflict do nothing returning person_id`,
    [personId, by.at, dueAt],
  );
  if (begun.length === 0) return false;
  audit(em, { ...by, subject: 'PERSON', subjectId: personId });
  const occasion = `erasure asked ${by.at.getTime()}`;
  await addNotices(em, [{ personId, side: 'INTEGRATOR', kind: 'ERASURE_ASKED', occasion, at: by.at, deadline: dueAt }]);
  return true;
}

/** Takes it back, as long as it was not done: its time may have come, and something keep it back. */
export async function takeBackErasure(ctx: CredentialsContext): Promise<readonly Problem[]> {
  const { problems } = await perform(ctx, GIVES_ID, async (em, { id }) => {
    // Under the lock of the row, as it is carried out: of the two only one can be.
    const taken = await em.execute<object[]>('delete from erasure_request where person_id = ? returning person_id', [
      id,
    ]);
    if (taken.length === 0) return refuse('NOT_ALLOWED', 'Não há pedido do qual desistir.');
    audit(em, { at: ctx.now(), actorId: id, act: 'takeBackErasure', subject: 'PERSON', subjectId: id });
    return id;
  });
  return problems;
}
