import { Environment, ServiceKind } from '@portal/domain';
import { type Connection, Cost, connectionOf, ListSize, RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Query, Resolver, Root } from 'type-graphql';
import { serviceId } from '../content/derived-ids.ts';
import type { CatalogueContext } from '../context.ts';
import { Portfolio } from '../portfolios/portfolio.ts';
import { Endpoint } from './endpoint.ts';
import { searchServices } from './search.ts';
import { Service } from './service.ts';
import { ServiceVersion } from './service-version.ts';

const ServiceConnection = connectionOf(Service);

/** Which services to list; what is absent does not filter. */
@InputType({ description: 'Which services to list; what is absent does not filter.' })
export class ServiceFilter {
  @Field(() => String, { nullable: true, description: 'Words to find in name, description or portfolio.' })
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'The slug of a portfolio.' })
  portfolio?: string | null;

  @Field(() => ServiceKind, { nullable: true, description: 'Only services of this kind.' })
  kind?: ServiceKind | null;
}

/** Services and what leads on from them. */
@Resolver(() => Service)
export class ServiceResolver {
  @FieldResolver(() => ID, { description: 'Derived from slug, the same after every load.' })
  id(@Root() { slug }: Service): string {
    return serviceId(slug);
  }

  @RequiresScopes('catalogue:read')
  @Cost(5)
  @ListSize('first')
  @Query(() => ServiceConnection, {
    nullable: true,
    description: 'Full-text search, accents and case ignored, over name, description and portfolio.',
  })
  services(
    @Arg('filter', () => ServiceFilter, { nullable: true, description: 'Which services; all where absent.' })
    filter: ServiceFilter | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many, 1 to 100.' })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: 'Those after this cursor.' })
    after: string | null | undefined,
    @Ctx() { orm, catalogue }: CatalogueContext,
  ): Promise<Connection<Service>> {
    return searchServices(orm, catalogue, { ...filter, first, after });
  }

  @RequiresScopes('catalogue:read')
  @Query(() => Service, { nullable: true, description: 'One service; null where none of that name is offered.' })
  service(
    @Arg('slug', () => String, { description: 'Its name in addresses.' }) slug: string,
    @Ctx() { catalogue }: CatalogueContext,
  ): Service | null {
    const service = catalogue.serviceBySlug.get(slug);
    return service && !service.retiredAt ? service : null;
  }

  @FieldResolver(() => Portfolio, { description: 'The portfolio that it belongs to.' })
  portfolio(@Root() { portfolioSlug }: Service, @Ctx() { catalogue }: CatalogueContext): Portfolio | undefined {
    return catalogue.portfolioBySlug.get(portfolioSlug);
  }

  @ListSize(3)
  @FieldResolver(() => [ServiceVersion], { description: 'Its versions, newest first.' })
  versions(@Root() { slug }: Service, @Ctx() { catalogue }: CatalogueContext): ServiceVersion[] {
    return catalogue.versionsOfService.get(slug) ?? [];
  }

  @ListSize(10)
  @FieldResolver(() => [Endpoint], { description: 'Where it is reached, by environment and state.' })
  endpoints(
    @Root() { slug }: Service,
    @Arg('environment', () => Environment, { nullable: true, description: 'Of this environment; of all where absent.' })
    environment: Environment | null | undefined,
    @Ctx() { catalogue }: CatalogueContext,
  ): Endpoint[] {
    const endpoints = catalogue.endpointsOfService.get(slug) ?? [];
    return environment ? endpoints.filter((endpoint) => endpoint.environment === environment) : endpoints;
  }
}
