import { Cost, ListSize, operationSignal, unavailable } from '@portal/service-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { HomologationCall } from '../calls/homologation-call.ts';
import type { HomologationContext } from '../context.ts';
import { mayReadRun } from '../overrides/who-reviews-runs.ts';
import { DocumentValidation } from '../validation/document-validation.ts';
import { JudgeBusy } from '../validation/judge-failures.ts';
import { NearestStep } from './conformance-requirement.ts';
import { ConformanceRun } from './conformance-run.ts';
import { validateRecorded } from './validate-recorded.ts';

/** What a call was for, and what it brought. */
@Resolver(() => HomologationCall)
export class CallFieldsResolver {
  @ListSize(2)
  @FieldResolver(() => [NearestStep], {
    description:
      'In each run that it moved or came near, the step that it was for or came nearest to; empty until the runs have seen it, a moment after its answer.',
  })
  async nearestSteps(@Root() { id }: HomologationCall, @Ctx() ctx: HomologationContext): Promise<NearestStep[]> {
    const { loaders } = ctx;
    const told = await Promise.all(
      (await loaders.nearest.load(id)).map(async ({ run_id: runId, step_id: step, matched, why }) => {
        // A call is of each credential that its certificate is of: who reads it reads not every run that it moved.
        const run = await loaders.run.load(runId);
        if (!run || !(await mayReadRun(ctx, run))) return [];
        const { id: suite, requirements } = await loaders.suite.load(run.suiteHash);
        const title = requirements.flatMap(({ steps }) => steps).find(({ id: key }) => key === step)?.title ?? step;
        return [{ runId, suite, step, title, matched, why }];
      }),
    );
    return told.flat();
  }

  @Cost(40)
  @FieldResolver(() => DocumentValidation, {
    nullable: true,
    description:
      'The document that it brought, judged again by the same judge as it is kept: what is said of what was taken out of it is left out. Null where it brought none, or one that is not kept whole.',
  })
  async validation(
    @Root() call: HomologationCall,
    @Ctx() { judgeThreads, traceId }: HomologationContext,
  ): Promise<DocumentValidation | null> {
    try {
      return await validateRecorded(call, judgeThreads, operationSignal());
    } catch (error) {
      throw error instanceof JudgeBusy ? unavailable(traceId) : error;
    }
  }
}

/** The run of a nearest step. */
@Resolver(() => NearestStep)
export class NearestStepResolver {
  @FieldResolver(() => ConformanceRun, { description: 'The run.' })
  async run(@Root() { runId }: NearestStep, @Ctx() { loaders }: HomologationContext): Promise<ConformanceRun> {
    const run = await loaders.run.load(runId);
    if (!run) throw new Error('a call is of a run that is not there');
    return run;
  }
}
