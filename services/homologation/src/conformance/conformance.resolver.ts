import { ConformanceRunOutcome } from '@portal/domain';
import { type Connection, connectionOf, ListSize } from '@portal/service-kit';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { HomologationCall } from '../calls/homologation-call.ts';
import type { HomologationContext } from '../context.ts';
import { HomologationAccess } from '../homologation-access/homologation-access.ts';
import { mayReview } from '../overrides/who-reviews-runs.ts';
import { ConformanceAttempt, ConformanceAttemptCall, ConformanceRequirement } from './conformance-requirement.ts';
import { ConformanceRun, ConformanceSuite, ConformanceSuiteChange } from './conformance-run.ts';
import { suiteFacts } from './known-suites.ts';
import { isRunOver, listRuns } from './read-runs.ts';
import { attemptCalls, requirementsOf } from './requirements.ts';

const ConformanceRunConnection = connectionOf(ConformanceRun);

/** What a credential is judged by, and how it stands. */
@Resolver(() => HomologationAccess)
export class ConformanceAccessResolver {
  @ListSize(6)
  @FieldResolver(() => [ConformanceSuite], {
    description: 'The suites that the calls of this credential are held against: those of its services.',
  })
  conformanceSuites(
    @Root() { credential }: HomologationAccess,
    @Ctx() { suites }: HomologationContext,
  ): ConformanceSuite[] {
    return suites.ofServices(credential.services).map(suiteFacts);
  }

  @ListSize('first')
  @FieldResolver(() => ConformanceRunConnection, {
    description:
      'What the calls of this credential came to, newest first: of each suite the run that calls move is the newest.',
  })
  conformanceRuns(
    @Root() { credential }: HomologationAccess,
    @Ctx() { em }: HomologationContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many at most, 1 to 100.' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins.' }) after:
      | string
      | null,
    @Arg('current', () => Boolean, {
      nullable: true,
      description: 'True: only those that calls move, one of each suite at most. False: only those before them.',
    })
    current: boolean | null,
  ): Promise<Connection<ConformanceRun>> {
    return listRuns(em, credential.credentialId, { first, after, current: current ?? null });
  }
}

/** What hangs on a run. */
@Resolver(() => ConformanceRun)
export class ConformanceRunResolver {
  @FieldResolver(() => ConformanceSuite, { description: 'What it is pinned to.' })
  async suite(@Root() run: ConformanceRun, @Ctx() { loaders }: HomologationContext): Promise<ConformanceSuite> {
    return suiteFacts(await loaders.suite.load(run.suiteHash));
  }

  @ListSize(30)
  @FieldResolver(() => [ConformanceRequirement], { description: 'All that is asked, in the order of the suite.' })
  async requirements(@Root() run: ConformanceRun, @Ctx() ctx: HomologationContext): Promise<ConformanceRequirement[]> {
    const suite = await ctx.loaders.suite.load(run.suiteHash);
    return requirementsOf(run, suite, { reviews: (await mayReview(ctx, run)) && !(await isRunOver(ctx, run)) });
  }

  @FieldResolver(() => ConformanceRunOutcome, {
    description: 'How it stands as a whole; EXPIRED from the moment on that `suiteChange` tells.',
  })
  async outcome(@Root() run: ConformanceRun, @Ctx() ctx: HomologationContext): Promise<ConformanceRunOutcome> {
    return (await isRunOver(ctx, run)) ? 'EXPIRED' : run.outcome;
  }

  @FieldResolver(() => ConformanceSuiteChange, {
    nullable: true,
    description:
      'The newer version of its suite, and until when the run can be completed and reported all the same; null as long as there is none.',
  })
  async suiteChange(
    @Root() { state }: ConformanceRun,
    @Ctx() { loaders, suites }: HomologationContext,
  ): Promise<ConformanceSuiteChange | null> {
    const newest = suites.newest(state.suite.id);
    const completeUntil = await loaders.versionEnd.load(state.suite);
    if (!newest?.changed || !completeUntil) return null;
    return { version: newest.version, what: newest.changed.what, completeUntil };
  }
}

/** The calls of a try. */
@Resolver(() => ConformanceAttempt)
export class ConformanceAttemptResolver {
  @ListSize(3)
  @FieldResolver(() => [ConformanceAttemptCall], { description: 'The calls that it was seen in, as they came.' })
  async calls(
    @Root() attempt: ConformanceAttempt,
    @Ctx() { loaders }: HomologationContext,
  ): Promise<ConformanceAttemptCall[]> {
    return attemptCalls(attempt, await loaders.seen.load(attempt.runId));
  }
}

/** The call itself, as long as there is one. */
@Resolver(() => ConformanceAttemptCall)
export class ConformanceAttemptCallResolver {
  @FieldResolver(() => HomologationCall, {
    nullable: true,
    description: 'All that is kept of it; null after 90 days.',
  })
  call(
    @Root() { callId }: ConformanceAttemptCall,
    @Ctx() { loaders }: HomologationContext,
  ): Promise<HomologationCall | null> {
    return loaders.call.load(callId);
  }
}
