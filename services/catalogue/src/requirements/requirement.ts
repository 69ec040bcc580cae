import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Environment } from '@portal/domain';
import { Node, RequiresScopes } from '@portal/service-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** What a reviewer checks in an environment of a portfolio. */
@Entity({ tableName: 'requirement' })
@Directive('@key(fields: "id")')
@RequiresScopes('inherited', 'catalogue:read')
@ObjectType({
  implements: Node,
  description:
    'What a reviewer checks in that environment; code is unique in portfolio and environment, id derived from the three, the same after every load. Wherever a requirement is passed in, it is its code.',
})
export class Requirement {
  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Derived from portfolio, environment and code.' })
  id!: string;

  @Property({ type: 'text' })
  portfolioSlug!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Names it within its portfolio and environment.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => Environment, { description: 'The environment whose requests it is checked on.' })
  environment!: Environment;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What must be shown.' })
  description!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'How one shows it.' })
  guidance!: string | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether a conformance report proves it.' })
  provenByReport!: boolean;

  @Property({ type: 'integer' })
  position!: number;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'Since when it is no longer checked; only older requests lead to it then.',
  })
  retiredAt!: Date | null;
}
