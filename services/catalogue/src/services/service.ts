import { JsonType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { ServiceKind } from '@portal/domain';
import { ListSize, Node, RequiresScopes } from '@portal/service-kit';
import { Directive, Field, ObjectType } from 'type-graphql';
import { ServiceOperation } from './service-operation.ts';

/** A web service or an API of the Ministry. */
@Entity({ tableName: 'service' })
@Directive('@key(fields: "slug")')
@RequiresScopes('catalogue:read')
@ObjectType({ implements: Node, description: 'Serviço: a web service or an API of the Ministry.' })
export class Service {
  @PrimaryKey({ type: 'text' })
  @Field(() => String, { description: 'Its name in addresses, never changed.' })
  slug!: string;

  @Property({ type: 'text' })
  portfolioSlug!: string;

  /** The portfolio's name again, for the generated columns that are searched can only read their own row. */
  @Property({ type: 'text' })
  portfolioName!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Its name on screen.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What it is for.' })
  description!: string;

  @Property({ type: 'text' })
  @Field(() => ServiceKind, { description: 'How it is spoken to.' })
  kind!: ServiceKind;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The standard that it follows, such as FHIR R4 or SOAP 1.2.' })
  standard!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'How a system proves to it who it is.' })
  authentication!: string | null;

  @Property({ type: JsonType, columnType: 'jsonb' })
  @ListSize(10)
  @Field(() => [ServiceOperation], { description: 'What one asks of it, below the address of its endpoints.' })
  operations!: ServiceOperation[];

  @Property({ type: 'integer' })
  position!: number;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'Since when it is no longer offered; only older requests and credentials lead to it then.',
  })
  retiredAt!: Date | null;
}
