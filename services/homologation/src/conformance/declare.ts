import { refuse } from '@portal/service-kit';
import type { HomologationContext } from '../context.ts';
import { type Settled, settle } from '../settle.ts';
import type { ConformanceRun } from './conformance-run.ts';
import type { DeclareConformanceRequirementInput, WithdrawConformanceDeclarationInput } from './run-input.ts';

export function declareRequirement(
  ctx: HomologationContext,
  _input: DeclareConformanceRequirementInput,
): Promise<Settled<ConformanceRun>> {
  return settle(
    ctx,
    async () => refuseUnknownRun(),
    async () => refuseUnknownRun(),
  );
}

export function withdrawDeclaration(
  ctx: HomologationContext,
  _input: WithdrawConformanceDeclarationInput,
): Promise<Settled<ConformanceRun>> {
  return settle(
    ctx,
    async () => refuseUnknownRun(),
    async () => refuseUnknownRun(),
  );
}

/** Refuses what is unknown or somebody else's in the same words. */
export function refuseUnknownRun(): never {
  return refuse('NOT_FOUND', 'Não encontramos esta execução de conformidade. Ela pode ser de outra pessoa.', ['runId']);
}
