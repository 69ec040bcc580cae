import { ListSize, pageSize, RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { HomologationContext } from '../context.ts';
import { HomologationIncident } from './homologation-incident.ts';
import { lastIncidents } from './incidents.ts';

/** What was the environment's own fault, and when: for everybody. */
@Resolver()
export class IncidentsResolver {
  @RequiresScopes('anyone')
  @ListSize(20)
  @Query(() => [HomologationIncident], {
    nullable: true,
    description: 'When the homologation environment did not do as it should, the newest first.',
  })
  homologationIncidents(
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many at most, 1 to 100.' }) first:
      | number
      | null,
    @Ctx() { em }: HomologationContext,
  ): Promise<HomologationIncident[]> {
    return lastIncidents(em, pageSize(first));
  }
}
