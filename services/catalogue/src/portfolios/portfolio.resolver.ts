import { Environment } from '@portal/domain';
import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { portfolioId } from '../content/derived-ids.ts';
import type { CatalogueContext } from '../context.ts';
import { Requirement } from '../requirements/requirement.ts';
import { Service } from '../services/service.ts';
import { ApprovalByRule } from './approval-by-rule.ts';
import { CertificateRule } from './certificate-rule.ts';
import { Portfolio } from './portfolio.ts';

/** Portfolios and what leads on from them. */
@Resolver(() => Portfolio)
export class PortfolioResolver {
  @FieldResolver(() => ID, { description: 'Derived from slug, the same after every load.' })
  id(@Root() { slug }: Portfolio): string {
    return portfolioId(slug);
  }

  @RequiresScopes('catalogue:read')
  @ListSize(10)
  @Query(() => [Portfolio], { nullable: true, description: 'The portfolios of the main menu, in its order.' })
  portfolios(@Ctx() { catalogue }: CatalogueContext): Portfolio[] {
    return catalogue.portfolios;
  }

  @RequiresScopes('catalogue:read')
  @Query(() => Portfolio, { nullable: true, description: 'One portfolio; null where none of that name is offered.' })
  portfolio(
    @Arg('slug', () => String, { description: 'Its name in addresses.' }) slug: string,
    @Ctx() { catalogue }: CatalogueContext,
  ): Portfolio | null {
    const portfolio = catalogue.portfolioBySlug.get(slug);
    return portfolio && !portfolio.retiredAt ? portfolio : null;
  }

  @ListSize(10)
  @FieldResolver(() => [Service], { description: 'What it offers, in order.' })
  services(@Root() { slug }: Portfolio, @Ctx() { catalogue }: CatalogueContext): Service[] {
    return catalogue.servicesOfPortfolio.get(slug) ?? [];
  }

  @ListSize(10)
  @FieldResolver(() => [Requirement], { description: 'What a reviewer checks, in order.' })
  requirements(
    @Root() { slug }: Portfolio,
    @Arg('environment', () => Environment, { nullable: true, description: 'Of this environment; of all where absent.' })
    environment: Environment | null | undefined,
    @Ctx() { catalogue }: CatalogueContext,
  ): Requirement[] {
    const requirements = catalogue.requirementsOfPortfolio.get(slug) ?? [];
    return environment ? requirements.filter((requirement) => requirement.environment === environment) : requirements;
  }

  @ListSize(2)
  @FieldResolver(() => [CertificateRule], { description: 'Whether each of its environments asks for a certificate.' })
  certificate(@Root() { environments, certificatePolicies }: Portfolio): CertificateRule[] {
    return environments.map((environment) => ({ environment, policy: certificatePolicies[environment] ?? 'NONE' }));
  }

  @FieldResolver(() => ApprovalByRule, {
    nullable: true,
    description: 'By which rule requests for production are approved; null where people alone approve.',
  })
  approvalByRule(@Root() { drawnPercent }: Portfolio): ApprovalByRule | null {
    return drawnPercent === null ? null : { drawnPercent };
  }
}
