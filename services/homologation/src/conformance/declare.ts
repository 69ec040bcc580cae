import { type Declaration, declare, mayDeclare, type RunState, type Suite, withdraw } from '@portal/conformance';
import { DECLARATION_REASON } from '@portal/domain';
import { refuse } from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { HomologationContext } from '../context.ts';
import { type Performed, perform } from '../perform.ts';
import type { ConformanceRun } from './conformance-run.ts';
import { holdOwnRun, refuseOver, tellOfRuns } from './own-run.ts';
import { runsById } from './read-runs.ts';
import type { DeclareConformanceRequirementInput, WithdrawConformanceDeclarationInput } from './run-input.ts';
import { writeRuns } from './write-runs.ts';

/** Declares of a requirement that it does not apply, or is so, in the place of calls. */
export function declareRequirement(
  ctx: HomologationContext,
  { runId, requirement, kind, reason }: DeclareConformanceRequirementInput,
): Promise<Performed<ConformanceRun>> {
  const words = reason.trim();
  return change(ctx, { runId, requirement, act: 'declareConformanceRequirement' }, (suite, state, by, at) => {
    const asked = suite.requirements.find(({ id }) => id === requirement);
    if (!asked) return refuseUnknownRequirement();
    if (!mayDeclare(asked, kind)) return refuse('NOT_ALLOWED', MAY_NOT[kind], ['kind']);
    const { min, max } = DECLARATION_REASON;
    if (words.length < min || words.length > max || /[\0\p{Cs}]/u.test(words)) {
      const many = max.toLocaleString('pt-BR');
      return refuse('INVALID', `Explique o motivo em ${min} a ${many} caracteres: ele faz parte da evidência.`, [
        'reason',
      ]);
    }
    return declare(suite, state, requirement, { kind, reason: words, by, at });
  });
}

const MAY_NOT: Record<Declaration['kind'], string> = {
  NOT_APPLICABLE: 'Este requisito se aplica a todos os sistemas: ele não pode ser declarado como não aplicável.',
  ATTESTED: 'Este requisito é visto nas chamadas do sistema: ele não se declara.',
};

/** Takes back what was declared of a requirement. */
export function withdrawDeclaration(
  ctx: HomologationContext,
  { runId, requirement }: WithdrawConformanceDeclarationInput,
): Promise<Performed<ConformanceRun>> {
  return change(ctx, { runId, requirement, act: 'withdrawConformanceDeclaration' }, (suite, state, _by, at) => {
    if (!suite.requirements.some(({ id }) => id === requirement)) return refuseUnknownRequirement();
    if (!state.declarations[requirement]) {
      return refuse('NOT_ALLOWED', 'Nada está declarado sobre este requisito.', ['requirement']);
    }
    return withdraw(suite, state, requirement, at);
  });
}

function refuseUnknownRequirement(): never {
  return refuse('NOT_FOUND', 'Este requisito não faz parte da execução.', ['requirement']);
}

/** Changes one's own run, and tells who follows it. */
function change(
  ctx: HomologationContext,
  { runId, requirement, act }: { runId: string; requirement: string; act: string },
  work: (suite: Suite, state: RunState, by: string, at: number) => RunState,
): Promise<Performed<ConformanceRun>> {
  return perform(
    ctx,
    async (em, person, now) => {
      const run = await holdOwnRun(em, ctx, { runId, now });
      refuseOver(run, now);
      const state = work(run.suite, run.state, person.id, now.getTime());
      await writeRuns(em, [{ ...run, state }], ctx.suites, now);
      const detail = {
        credential: run.credentialId,
        requirement,
        declared: state.declarations[requirement]?.kind ?? null,
      };
      await audit(em, { at: now, actorId: person.id, act, subject: 'CONFORMANCE_RUN', subjectId: runId, detail });
      await tellOfRuns(em, [run]);
      return { id: runId };
    },
    async (em) => {
      const [run] = await runsById(em, [runId]);
      if (!run) throw new Error('a run that was changed is not there');
      return run;
    },
  );
}
