import { Cost, RequiresScopes } from '@portal/service-kit';
import { Ctx, Query, Resolver } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { Transparency } from './transparency.ts';

/** How the Ministry does, for everybody. */
@Resolver()
export class TransparencyQueries {
  @RequiresScopes('anyone')
  @Cost(10)
  @Query(() => Transparency, {
    nullable: true,
    description: 'Transparência: how the analysis of requests goes, over the whole weeks of the last year.',
  })
  transparency(@Ctx() { published, now }: CredentialsContext): Promise<Transparency> {
    return published.at(now());
  }
}
