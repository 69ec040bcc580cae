import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { RequiresScopes } from '@portal/service-kit';
import { Field, ObjectType } from 'type-graphql';

/** A version of a service. */
@Entity({ tableName: 'service_version' })
@RequiresScopes('catalogue:read')
@ObjectType({ description: 'A version of a service.' })
export class ServiceVersion {
  @PrimaryKey({ type: 'text' })
  serviceSlug!: string;

  @PrimaryKey({ type: 'text' })
  @Field(() => String, { description: 'Its name, as the service itself gives it.' })
  version!: string;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => Date, { nullable: true, description: 'Since when it may be used, where that is known.' })
  releasedAt!: Date | null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => Date, { nullable: true, description: 'Since when it should no longer be used.' })
  deprecatedAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Where its specification is read.' })
  specificationUrl!: string | null;

  @Property({ type: 'integer' })
  position!: number;

  @Property({ type: 'datetime', length: 3, nullable: true })
  retiredAt!: Date | null;
}
