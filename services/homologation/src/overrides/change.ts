import type { EntityManager } from '@mikro-orm/postgresql';
import type { Proposal, RunState } from '@portal/conformance';
import { isId, type Person, refuse, requirePermission } from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { ConformanceRun } from '../conformance/conformance-run.ts';
import type { HeldRun } from '../conformance/held-run.ts';
import { holdRun, refuseUnknownRun, tellOfRuns } from '../conformance/own-run.ts';
import { runsById } from '../conformance/read-runs.ts';
import { writeRuns } from '../conformance/write-runs.ts';
import type { HomologationContext } from '../context.ts';
import { type Performed, perform } from '../perform.ts';
import { mayOn, ownsRun, readsAsReviewer } from './who-reviews-runs.ts';

/** What an act of a reviewer on a run works with. */
export interface Reviewing {
  em: EntityManager;
  run: HeldRun;
  person: Person;
  now: Date;
}

/** What it made of the run, and what is told of it. */
export interface Reviewed {
  state: RunState;
  detail: Record<string, string>;
}

/** Changes what people find of a run that is somebody else's and that reviewers look at, and tells who follows it. */
export async function changeReviewed(
  ctx: HomologationContext,
  { runId, act }: { runId: string; act: string },
  work: (reviewing: Reviewing) => Promise<Reviewed>,
): Promise<Performed<ConformanceRun>> {
  requirePermission(ctx.caller, 'REVIEW_RUNS');
  // Who may is asked of another service, and not while the run is held.
  const found = isId(runId) ? await ctx.loaders.run.load(runId) : null;
  const own = found !== null && (await ownsRun(ctx, found));
  const readable = found !== null && (own || (await readsAsReviewer(ctx, found)));
  const reviews = found !== null && (await mayOn(ctx, 'REVIEW_RUNS', found));
  return perform(
    ctx,
    async (em, person, now) => {
      if (!found || !readable) return refuseUnknownRun();
      if (own) {
        return refuse(
          'NOT_ALLOWED',
          'Esta execução é de uma credencial da sua equipe: quem a avalia são outras pessoas.',
          ['runId'],
        );
      }
      if (!reviews) {
        return refuse('NOT_ALLOWED', 'Você analisa outros portfólios: quem avalia esta execução são outras pessoas.', [
          'runId',
        ]);
      }
      const run = await holdRun(em, ctx.suites, { runId, credentialId: found.credentialId, now });
      const { state, detail } = await work({ em, run, person, now });
      await writeRuns(em, [{ ...run, state }], ctx.suites, now);
      await audit(em, {
        at: now,
        actorId: person.id,
        act,
        subject: 'CONFORMANCE_RUN',
        subjectId: runId,
        detail: { credential: run.credentialId, ...detail },
      });
      await tellOfRuns(em, [run]);
      return { id: runId };
    },
    async (em) => {
      const [run] = await runsById(em, [runId]);
      if (!run) throw new Error('a run that was reviewed is not there');
      return run;
    },
  );
}

/** The proposal that was read, as long as it is open; refuses one that was decided meanwhile. */
export function openProposal({ run }: Reviewing, proposalId: string): { requirement: string; proposal: Proposal } {
  const found = Object.entries(run.state.proposals ?? {}).find(([, { id }]) => id === proposalId);
  if (found) return { requirement: found[0], proposal: found[1] };
  return refuse('NOT_ALLOWED', 'Esta proposta não está mais aberta: veja como ela ficou.', ['proposalId']);
}
