import { RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { HomologationContext } from '../context.ts';
import type { Performed } from '../perform.ts';
import { type ConformanceRun, ConformanceRunPayload, RestartConformanceRunPayload } from './conformance-run.ts';
import { declareRequirement, withdrawDeclaration } from './declare.ts';
import { restartRun } from './restart.ts';
import {
  DeclareConformanceRequirementInput,
  RestartConformanceRunInput,
  WithdrawConformanceDeclarationInput,
} from './run-input.ts';

/** What its owner does to a run; all else calls do. */
@Resolver()
export class ConformanceMutations {
  @RequiresScopes(['credentials:write', 'person'])
  @Mutation(() => ConformanceRunPayload, {
    nullable: true,
    description:
      'Declares of a requirement that it does not apply, or is so, in the place of calls; in the place of what was declared before.',
  })
  async declareConformanceRequirement(
    @Arg('input', () => DeclareConformanceRequirementInput, { description: 'Of which requirement, what and why.' })
    input: DeclareConformanceRequirementInput,
    @Ctx() ctx: HomologationContext,
  ): Promise<ConformanceRunPayload> {
    return payload(await declareRequirement(ctx, input));
  }

  @RequiresScopes(['credentials:write', 'person'])
  @Mutation(() => ConformanceRunPayload, {
    nullable: true,
    description: 'Takes back what was declared of a requirement: calls decide again, or it waits to be declared.',
  })
  async withdrawConformanceDeclaration(
    @Arg('input', () => WithdrawConformanceDeclarationInput, { description: 'Of which requirement.' })
    input: WithdrawConformanceDeclarationInput,
    @Ctx() ctx: HomologationContext,
  ): Promise<ConformanceRunPayload> {
    return payload(await withdrawDeclaration(ctx, input));
  }

  @RequiresScopes(['credentials:write', 'person'])
  @Mutation(() => RestartConformanceRunPayload, {
    nullable: true,
    description:
      "Begins a run anew by the newest version of its suite and for the connector's last version. What neither can have changed is carried over; the run before stays as it is.",
  })
  async restartConformanceRun(
    @Arg('input', () => RestartConformanceRunInput, { description: 'Which run.' }) input: RestartConformanceRunInput,
    @Ctx() ctx: HomologationContext,
  ): Promise<RestartConformanceRunPayload> {
    const { result, problems } = await restartRun(ctx, input);
    return { run: result?.run ?? null, redo: result?.redo ?? [], problems };
  }
}

function payload({ result: run, problems }: Performed<ConformanceRun>): ConformanceRunPayload {
  return { run, problems };
}
