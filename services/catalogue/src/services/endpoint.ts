import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Environment, type Uf } from '@portal/domain';
import { RequiresScopes } from '@portal/service-kit';
import { Field, ObjectType } from 'type-graphql';

/** The whole of Brazil, where a key of the table needs a value. */
export const WHOLE_COUNTRY = '';

/** Where a service is reached. */
@Entity({ tableName: 'endpoint' })
@RequiresScopes('catalogue:read')
@ObjectType({ description: 'Where a service is reached.' })
export class Endpoint {
  @PrimaryKey({ type: 'text' })
  serviceSlug!: string;

  @PrimaryKey({ type: 'text' })
  @Field(() => Environment, { description: 'The environment that it belongs to.' })
  environment!: Environment;

  @PrimaryKey({ type: 'text', name: 'uf' })
  ufKey!: Uf | typeof WHOLE_COUNTRY;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Its address.' })
  url!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Where its access token is drawn, where that is elsewhere.' })
  tokenUrl!: string | null;

  @Property({ type: 'integer' })
  position!: number;

  @Property({ type: 'datetime', length: 3, nullable: true })
  retiredAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'The state that it serves; null where it serves all of Brazil.' })
  uf(): string | null {
    return this.ufKey === WHOLE_COUNTRY ? null : this.ufKey;
  }
}
