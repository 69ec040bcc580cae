import type { ConformanceOverrideAction, ConformanceOverrideState } from '@portal/domain';
import { type Caller, ListSize, may, RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { ConformanceRequirement } from '../conformance/conformance-requirement.ts';
import { ConformanceRun, ConformanceRunPayload } from '../conformance/conformance-run.ts';
import { isRunOver } from '../conformance/read-runs.ts';
import type { HomologationContext } from '../context.ts';
import { Credential } from '../homologation-access/homologation-access.ts';
import type { Performed } from '../perform.ts';
import { confirmOverride, declineOverride, proposeOverride, withdrawOverride } from './act-on-overrides.ts';
import {
  ConfirmConformanceOverrideInput,
  ConformanceOverride,
  DeclineConformanceOverrideInput,
  ProposeConformanceOverrideInput,
  WithdrawConformanceOverrideInput,
} from './conformance-override.ts';
import type { OverrideRow } from './override-rows.ts';
import { isUnderReviewBy, mayReview, ownsRun } from './who-reviews-runs.ts';

/** What reviewers find in the judge's place; the role is looked at before the id. */
@Resolver()
export class OverrideMutations {
  @RequiresScopes('session')
  @Mutation(() => ConformanceRunPayload, {
    nullable: true,
    description:
      'Reviewers: proposes another outcome of a requirement than it has. It is IN_REVIEW until somebody else decides; what the judge saw stays beside it.',
  })
  async proposeConformanceOverride(
    @Arg('input', () => ProposeConformanceOverrideInput, { description: 'Of which requirement, what and why.' })
    input: ProposeConformanceOverrideInput,
    @Ctx() ctx: HomologationContext,
  ): Promise<ConformanceRunPayload> {
    return payload(await proposeOverride(ctx, input));
  }

  @RequiresScopes('session')
  @Mutation(() => ConformanceRunPayload, {
    nullable: true,
    description:
      'Reviewers, not who proposed it: agrees with another outcome. The requirement counts with it from then on, which may complete the run.',
  })
  async confirmConformanceOverride(
    @Arg('input', () => ConfirmConformanceOverrideInput, { description: 'Which proposal.' })
    input: ConfirmConformanceOverrideInput,
    @Ctx() ctx: HomologationContext,
  ): Promise<ConformanceRunPayload> {
    return payload(await confirmOverride(ctx, input));
  }

  @RequiresScopes('session')
  @Mutation(() => ConformanceRunPayload, {
    nullable: true,
    description: 'Reviewers, not who proposed it: does not agree. The requirement stands as it did before.',
  })
  async declineConformanceOverride(
    @Arg('input', () => DeclineConformanceOverrideInput, { description: 'Which proposal, and why not.' })
    input: DeclineConformanceOverrideInput,
    @Ctx() ctx: HomologationContext,
  ): Promise<ConformanceRunPayload> {
    return payload(await declineOverride(ctx, input));
  }

  @RequiresScopes('session')
  @Mutation(() => ConformanceRunPayload, {
    nullable: true,
    description: 'Who proposed it: takes it back. The requirement stands as it did before.',
  })
  async withdrawConformanceOverride(
    @Arg('input', () => WithdrawConformanceOverrideInput, { description: 'Which proposal.' })
    input: WithdrawConformanceOverrideInput,
    @Ctx() ctx: HomologationContext,
  ): Promise<ConformanceRunPayload> {
    return payload(await withdrawOverride(ctx, input));
  }
}

function payload({ result: run, problems }: Performed<ConformanceRun>): ConformanceRunPayload {
  return { run, problems };
}

/** What reviewers found of a requirement. */
@Resolver(() => ConformanceRequirement)
export class RequirementOverridesResolver {
  @ListSize(1)
  @FieldResolver(() => [ConformanceOverride], {
    description:
      'Other outcomes that reviewers proposed of it, the newest first: the last 20, and all that were confirmed.',
  })
  async overrides(
    @Root() { run, key }: ConformanceRequirement,
    @Ctx() ctx: HomologationContext,
  ): Promise<ConformanceOverride[]> {
    const { caller, loaders } = ctx;
    const [over, own, reviews] = await Promise.all([isRunOver(ctx, run), ownsRun(ctx, run), mayReview(ctx, run)]);
    const rows = (await loaders.overrides.load(run.id)).filter(({ requirement_id }) => requirement_id === key);
    const last = rows.find(({ decision }) => decision === 'CONFIRMED');
    return rows.map((row) => overrideOf(row, { run, over, last, caller, own, reviews }));
  }
}

interface Told {
  run: ConformanceRun;
  /** Whether its time is over. */
  over: boolean;
  /** What was confirmed last of the requirement. */
  last: OverrideRow | undefined;
  caller: Caller;
  /** Whether the run is of their team. */
  own: boolean;
  /** Whether they may find other than the judge. */
  reviews: boolean;
}

function overrideOf(row: OverrideRow, { run, over, last, caller, own, reviews }: Told): ConformanceOverride {
  const state = stateOf(row, run, last);
  return {
    proposalId: row.id,
    outcome: row.outcome,
    judged: row.judged,
    reason: row.reason,
    proposedAt: new Date(row.proposed_at),
    state,
    decidedAt: row.decided_at && new Date(row.decided_at),
    comment: may(caller, 'READ_REQUESTS') && !own ? row.comment : null,
    allowedActions: state === 'OPEN' && reviews ? actionsOf(row, over, caller) : [],
  };
}

function stateOf(
  row: OverrideRow,
  { current }: ConformanceRun,
  last: OverrideRow | undefined,
): ConformanceOverrideState {
  if (row.decision === null) return current ? 'OPEN' : 'LAPSED';
  if (row.decision !== 'CONFIRMED') return row.decision;
  return row === last ? 'CONFIRMED' : 'REPLACED';
}

function actionsOf({ proposed_by }: OverrideRow, over: boolean, caller: Caller): ConformanceOverrideAction[] {
  if (caller.kind === 'person' && caller.id === proposed_by) return ['WITHDRAW'];
  return over ? ['DECLINE'] : ['CONFIRM', 'DECLINE'];
}

/** The runs that a reviewer looks at. */
@Resolver(() => Credential)
export class RunsUnderReviewResolver {
  @RequiresScopes('credentials:read')
  @ListSize(5)
  @FieldResolver(() => [ConformanceRun], {
    nullable: true,
    description:
      'The runs that calls move, complete or not, for those of the Ministry once production was asked for with it; null for all others, and before.',
  })
  async conformanceRunsUnderReview(
    @Root() { id }: Credential,
    @Ctx() { caller, loaders }: HomologationContext,
  ): Promise<ConformanceRun[] | null> {
    if (!may(caller, 'READ_REQUESTS')) return null;
    return isUnderReviewBy(await loaders.credential.load(id), caller) ? loaders.currentRuns.load(id) : null;
  }
}
