import { ArrayType, JsonType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { type CertificatePolicy, Environment } from '@portal/domain';
import { Node, RequiresScopes } from '@portal/service-kit';
import { Directive, Field, ObjectType } from 'type-graphql';

/** Groups the services that one credential is asked for. */
@Entity({ tableName: 'portfolio' })
@Directive('@key(fields: "slug")')
@RequiresScopes('catalogue:read')
@ObjectType({ implements: Node, description: 'Portfólio: groups the services that one credential is asked for.' })
export class Portfolio {
  @PrimaryKey({ type: 'text' })
  @Field(() => String, { description: 'Its name in addresses, never changed.' })
  slug!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Its short name on screen.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What it integrates, in a sentence or two.' })
  summary!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Who may ask for access.' })
  whoMayAsk!: string | null;

  @Property({ type: ArrayType })
  @Field(() => [String], { description: 'What one needs at hand before asking for access.' })
  whatIsNeeded!: string[];

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why there is nothing, or not everything, to ask for here.' })
  accessNote!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The integration guide of the Ministry.' })
  documentationUrl!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Where to ask for help.' })
  supportUrl!: string | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: 'False for open services: nothing to ask for.' })
  needsCredential!: boolean;

  @Property({ type: ArrayType })
  @Field(() => [Environment], { description: 'Where access can be asked for.' })
  environments!: Environment[];

  /** By environment; `certificate` tells it as a list. */
  @Property({ type: JsonType, columnType: 'jsonb' })
  certificatePolicies!: Partial<Record<Environment, CertificatePolicy>>;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, {
    description:
      'Whether two different reviewers must approve where the rules of the review say nothing else of an environment; what holds: `secondApprovalIn`.',
  })
  fourEyes!: boolean;

  /** Null where people alone approve. */
  @Property({ type: 'integer', nullable: true })
  drawnPercent!: number | null;

  @Property({ type: 'integer' })
  position!: number;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'Since when it is no longer offered; only older requests and credentials lead to it then.',
  })
  retiredAt!: Date | null;
}
