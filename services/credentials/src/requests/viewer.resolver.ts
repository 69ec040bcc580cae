import { AssuranceLevel, Permission, permissionsOf, Role } from '@portal/domain';
import { ListSize, Node, RequiresScopes } from '@portal/service-kit';
import { Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';

/** Who is signed in. */
@RequiresScopes('anyone')
@ObjectType({ implements: Node, description: 'Who is signed in.' })
export class Viewer {
  @Field(() => ID, { description: 'Opaque identifier.' })
  id!: string;

  @Field(() => String, { description: 'Name in the gov.br account, shown beside what they do.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'E-mail in the gov.br account; by a verified one reviewers are known.',
  })
  email!: string | null;

  @Field(() => [Role], { description: 'What they may be.' })
  roles!: Role[];

  @Field(() => AssuranceLevel, { description: 'Level of the gov.br account.' })
  assuranceLevel!: AssuranceLevel;

  @ListSize(5)
  @Field(() => [String], {
    nullable: true,
    description: 'Slugs of the portfolios that bind them as REVIEWER; null of who reviews in all, or not at all.',
  })
  portfolios!: readonly string[] | null;
}

/** Who asks, and what they may do. */
@Resolver(() => Viewer)
export class ViewerResolver {
  @RequiresScopes('anyone')
  @Query(() => Viewer, { nullable: true, description: 'Null when nobody is signed in.' })
  viewer(@Ctx() { caller }: CredentialsContext): Viewer | null {
    return caller.kind === 'person' ? caller : null;
  }

  @ListSize(10)
  @FieldResolver(() => [Permission], { description: 'What they may do for the Ministry; nothing for integrators.' })
  permissions(@Root() { roles }: Viewer): Permission[] {
    return permissionsOf(roles);
  }
}
