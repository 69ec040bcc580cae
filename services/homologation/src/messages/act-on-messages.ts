import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { parseMessage } from '@portal/domain';
import { isId, refuse, refuseTooManyMessages } from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { ConformanceRun } from '../conformance/conformance-run.ts';
import { holdRun, refuseUnknownRun, tellOfRuns } from '../conformance/own-run.ts';
import { runsById } from '../conformance/read-runs.ts';
import type { HomologationContext } from '../context.ts';
import { isUnderReview, mayReadRun } from '../overrides/who-reviews-runs.ts';
import { type Performed, perform } from '../perform.ts';
import type { MarkConformanceMessagesReadInput, WriteConformanceMessageInput } from './conformance-message.ts';
import { type MessageRow, markRead, messageById, writeMessageRow } from './message-rows.ts';
import { sideOf } from './who-writes.ts';

/** A message and the run that it was written in. */
export interface Written {
  message: MessageRow;
  run: ConformanceRun;
}

/** Writes a message about a requirement, and tells who follows its run. */
export async function writeMessage(
  ctx: HomologationContext,
  { runId, requirement, text }: WriteConformanceMessageInput,
): Promise<Performed<Written>> {
  // Who may is asked of another service, and not while the run is held.
  const found = await readableRun(ctx, runId);
  const reviewed = found !== null && (await isUnderReview(ctx.loaders, found));
  const side = found && (await sideOf(ctx, found));
  return perform(
    ctx,
    async (em, person, now) => {
      if (!found) return refuseUnknownRun();
      if (!side) return refuse('NOT_ALLOWED', 'Aqui escrevem o integrador e a equipe de análise.', ['runId']);
      if (!reviewed) return refuse('NOT_ALLOWED', NOT_YET, ['runId']);
      await refuseTooManyMessages(em, { table: 'conformance_message', personId: person.id, now });
      const { credentialId } = found;
      const run = await holdRun(em, ctx.suites, { runId, credentialId, now });
      if (!run.suite.requirements.some(({ id }) => id === requirement)) return refuseUnknownRequirement();
      const words = parseMessage(text);
      if (!words.ok) return refuse('INVALID', words.message, ['text']);
      const id = randomUUIDv7();
      await writeMessageRow(em, {
        id,
        credentialId,
        suiteId: run.suite.id,
        requirement,
        runId,
        suiteVersion: run.suite.version,
        connector: run.state.connector,
        side,
        by: person.id,
        at: now,
        text: words.value,
      });
      await audit(em, {
        at: now,
        actorId: person.id,
        act: 'writeConformanceMessage',
        subject: 'CONFORMANCE_RUN',
        subjectId: runId,
        detail: { credential: credentialId, requirement, message: id, side },
      });
      await tellOfRuns(em, [run]);
      // What was read by a mutation before it, in the same operation, holds no more.
      ctx.loaders.threads.clear(credentialId);
      ctx.loaders.messages.clearAll();
      return { id };
    },
    async (em, id) => {
      const message = await messageById(em, id);
      if (!message) throw new Error('a message that was written is not there');
      return { message, run: await readRun(em, message.run_id) };
    },
  );
}

const NOT_YET =
  'A equipe de análise vê esta execução depois que a produção for pedida com a credencial: escreva então.';

/** Notes how far somebody has read what was written about a requirement. */
export async function markMessagesRead(
  ctx: HomologationContext,
  { runId, requirement, upTo }: MarkConformanceMessagesReadInput,
): Promise<Performed<ConformanceRun>> {
  const found = await readableRun(ctx, runId);
  return perform(
    ctx,
    async (em, { id: personId }) => {
      if (!found) return refuseUnknownRun();
      const thread = { credentialId: found.credentialId, suiteId: found.state.suite.id, requirement };
      const marked = isId(upTo) && (await markRead(em, thread, { personId, upTo }));
      if (!marked) return refuse('NOT_FOUND', 'Esta mensagem não é sobre este requisito.', ['upTo']);
      ctx.loaders.threads.clear(found.credentialId);
      return { id: runId };
    },
    (em) => readRun(em, runId),
  );
}

async function readRun(em: EntityManager, id: string): Promise<ConformanceRun> {
  const [run] = await runsById(em, [id]);
  if (!run) throw new Error('a run that was read is not there');
  return run;
}

/** Null for who may not know of it, too. */
async function readableRun(ctx: HomologationContext, runId: string): Promise<ConformanceRun | null> {
  const found = isId(runId) ? await ctx.loaders.run.load(runId) : null;
  return found && (await mayReadRun(ctx, found)) ? found : null;
}

function refuseUnknownRequirement(): never {
  return refuse('NOT_FOUND', 'Este requisito não faz parte da execução.', ['requirement']);
}
