import type { EntityManager } from '@mikro-orm/postgresql';
import { isId, refuse } from '@portal/service-kit';
import { refuseRole, roleAt } from '../accreditation/team.ts';
import type { HomologationContext } from '../context.ts';
import { type HeldRun, isOver } from './held-run.ts';
import { readHeld } from './move-waiting.ts';
import { type Moved, tellMoved } from './run-followers.ts';
import { lockRuns } from './write-runs.ts';

/** A run of a person's team that calls move, held for an act until the transaction ends; refuses any other. */
export async function holdOwnRun(
  em: EntityManager,
  ctx: HomologationContext,
  { runId, now }: { runId: string; now: Date },
): Promise<HeldRun> {
  const [found] = isId(runId)
    ? await em.execute<{ credential_id: string }[]>('select credential_id from conformance_run where id = ?', [runId])
    : [];
  // Who may is asked of another service, and not while the run is held.
  const role = found && (await roleAt(ctx, found.credential_id));
  if (!found || !role) return refuseUnknownRun();
  refuseRole(role, 'RUN_CONFORMANCE', ['runId']);
  return holdRun(em, ctx.suites, { runId, credentialId: found.credential_id, now });
}

/** A run that calls move, held for an act until the transaction ends; refuses one that another took the place of. */
export async function holdRun(
  em: EntityManager,
  suites: HomologationContext['suites'],
  { runId, credentialId, now }: { runId: string; credentialId: string; now: Date },
): Promise<HeldRun> {
  await lockRuns(em, credentialId);
  const run = (await readHeld(em, [credentialId], suites, now)).find(({ id }) => id === runId);
  if (run) return run;
  return refuse('NOT_ALLOWED', 'Outra execução tomou o lugar desta. Use a mais nova.', ['runId']);
}

/** Why nothing completes a run any more. */
export const RUN_OVER =
  'O prazo desta execução acabou, porque o roteiro tem uma versão nova: recomece-a, ou continue na próxima, que a primeira chamada abre.';

/** Refuses what would still complete a run whose time is over. */
export function refuseOver(run: HeldRun, now: Date): void {
  if (isOver(run, now.getTime())) refuse('NOT_ALLOWED', RUN_OVER, ['runId']);
}

/** Refuses what is unknown or somebody else's in the same words. */
export function refuseUnknownRun(): never {
  return refuse('NOT_FOUND', 'Não encontramos esta execução de conformidade. Ela pode ser de outra equipe.', ['runId']);
}

/** Tells who follows a credential of runs that no call moved. */
export async function tellOfRuns(
  em: EntityManager,
  runs: readonly Pick<HeldRun, 'id' | 'credentialId'>[],
): Promise<void> {
  const all = [...Map.groupBy(runs, ({ credentialId }) => credentialId)];
  await tellMoved(
    em,
    all.map(
      ([credentialId, own]): Moved => ({
        credentialId,
        calls: [],
        changes: own.map(({ id: runId }) => ({ runId, callId: null })),
      }),
    ),
  );
}
