import { Environment } from '@portal/domain';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { CatalogueContext } from '../context.ts';
import { Requirement } from '../requirements/requirement.ts';
import { Service } from '../services/service.ts';
import { CertificateRule } from './certificate-rule.ts';
import { Portfolio } from './portfolio.ts';

/** Portfolios and what leads on from them. */
@Resolver(() => Portfolio)
export class PortfolioResolver {
  @Query(() => [Portfolio], { description: 'The portfolios of the main menu, in its order.' })
  async portfolios(@Ctx() { em, portfolio }: CatalogueContext): Promise<Portfolio[]> {
    const offered = await em.find(Portfolio, { retiredAt: null }, { orderBy: { position: 'asc', slug: 'asc' } });
    for (const one of offered) portfolio.prime(one.slug, one);
    return offered;
  }

  @Query(() => Portfolio, { nullable: true, description: 'One portfolio; null where none of that name is offered.' })
  async portfolio(
    @Arg('slug', () => String, { description: 'Its name in addresses.' }) slug: string,
    @Ctx() context: CatalogueContext,
  ): Promise<Portfolio | null> {
    const portfolio = await context.portfolio.load(slug);
    return portfolio?.retiredAt ? null : portfolio;
  }

  @FieldResolver(() => [Service], { description: 'What it offers, in order.' })
  services(@Root() { slug }: Portfolio, @Ctx() context: CatalogueContext): Promise<Service[]> {
    return context.servicesOfPortfolio.load(slug);
  }

  @FieldResolver(() => [Requirement], { description: 'What a reviewer checks, in order.' })
  async requirements(
    @Root() { slug }: Portfolio,
    @Arg('environment', () => Environment, { nullable: true, description: 'Of this environment; of all where absent.' })
    environment: Environment | null | undefined,
    @Ctx() context: CatalogueContext,
  ): Promise<Requirement[]> {
    const requirements = await context.requirementsOfPortfolio.load(slug);
    return environment ? requirements.filter((requirement) => requirement.environment === environment) : requirements;
  }

  @FieldResolver(() => [CertificateRule], { description: 'Whether each of its environments asks for a certificate.' })
  certificate(@Root() { environments, certificatePolicies }: Portfolio): CertificateRule[] {
    return environments.map((environment) => ({ environment, policy: certificatePolicies[environment] ?? 'NONE' }));
  }
}
