import { Environment } from '@portal/domain';
import { ListSize } from '@portal/service-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Portfolio } from '../catalogue/entities.ts';
import type { CredentialsContext } from '../context.ts';
import { needsFourEyes } from './rules-in-use.ts';

/** What the rules of the review add to a portfolio. */
@Resolver(() => Portfolio)
export class PortfolioFourEyes {
  @ListSize(2)
  @FieldResolver(() => [Environment], {
    nullable: true,
    description:
      'Its environments in which two different reviewers must approve what is submitted now; what is under way keeps what it was submitted under.',
  })
  async secondApprovalIn(
    @Root() { slug }: Portfolio,
    @Ctx() { catalogue, loaders }: CredentialsContext,
  ): Promise<Environment[] | null> {
    const [portfolio, rules] = await Promise.all([catalogue.portfolio(slug), loaders.rulesInUse()]);
    return portfolio && portfolio.environments.filter((environment) => needsFourEyes(rules, portfolio, environment));
  }
}
