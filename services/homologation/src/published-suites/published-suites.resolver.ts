import type { Requirement, Suite } from '@portal/conformance';
import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { HomologationContext } from '../context.ts';
import type { PublishedRequirement, StepMedian } from './published-suite.ts';
import { PublishedSuite } from './published-suite.ts';
import type { StepMedians } from './step-medians.ts';

/** For whoever builds a connector, and whoever wonders how hard it is. */
@Resolver()
export class PublishedSuitesResolver {
  @RequiresScopes('anyone')
  @ListSize(6)
  @Query(() => [PublishedSuite], {
    nullable: true,
    description: 'What connectors are to be seen to do before they go to production: all suites, or one.',
  })
  conformanceSuites(
    @Arg('key', () => String, { nullable: true, description: 'Only this one: `ria-r`.' }) key: string | null,
    @Ctx() { stepMedians, suites }: HomologationContext,
  ): Promise<PublishedSuite[]> {
    const wanted = suites.current.filter(({ id }) => key == null || id === key);
    return Promise.all(wanted.map((suite) => published(suite, stepMedians)));
  }
}

async function published(suite: Suite, stepMedians: StepMedians): Promise<PublishedSuite> {
  const { id: key, title, version, hash, requirements } = suite;
  const medians = await stepMedians.of(key);
  return { key, title, version, hash, requirements: requirements.map((one) => publishedRequirement(one, medians)) };
}

function publishedRequirement(
  { id: key, title, severity, source, attest, notTested, steps }: Requirement,
  medians: ReadonlyMap<string, StepMedian>,
): PublishedRequirement {
  return {
    key,
    title,
    severity,
    source,
    attest,
    notTested,
    steps: steps.map((step) => ({
      key: step.id,
      title: step.title,
      how: step.how,
      fault: step.fault,
      median: medians.get(step.id) ?? null,
    })),
  };
}
