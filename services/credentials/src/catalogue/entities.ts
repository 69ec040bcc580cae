import { Directive, Field, ID, ObjectType } from 'type-graphql';

// The catalogue's own entities, as this subgraph refers to them.

/** Portfólio: what it is, the catalogue says; this subgraph adds the viewer's requests and credentials. */
@Directive('@key(fields: "slug")')
@ObjectType({ description: 'A portfolio of services.' })
export class Portfolio {
  @Field(() => String, { description: 'Its name in addresses.' })
  slug!: string;
}

/** Serviço. */
@Directive('@key(fields: "slug", resolvable: false)')
@ObjectType({ description: 'A web service or API of the Ministry.' })
export class Service {
  @Field(() => String, { description: 'Its name in addresses.' })
  slug!: string;
}

/** Requisito: what a reviewer checks. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ description: 'What a reviewer checks in a portfolio and environment.' })
export class Requirement {
  @Field(() => ID, { description: 'Derived from portfolio, environment and code: the same after every load.' })
  id!: string;
}
