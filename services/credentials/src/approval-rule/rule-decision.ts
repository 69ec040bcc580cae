import { PrimaryKeyProp, type Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { RuleObstacle, RuleOutcome } from '@portal/domain';
import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { AccessRequest } from '../requests/access-request.ts';

/** What the portfolio's rule made of a submission; written once, and never changed. */
@Entity({ tableName: 'rule_decision' })
@RequiresScopes('requests:read')
@ObjectType({ description: "What the portfolio's rule made of the last submission." })
export class RuleDecision {
  [PrimaryKeyProp]?: ['request', 'submission'];

  @ManyToOne(() => AccessRequest, { primary: true })
  request!: Rel<AccessRequest>;

  @PrimaryKey({ type: 'integer' })
  submission!: number;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => Date, { description: 'When: at the submit.' })
  at!: Date;

  @Property({ type: 'string', length: 20 })
  @Field(() => RuleOutcome, { description: 'What came of it.' })
  outcome!: RuleOutcome;

  @Property({ type: 'string[]' })
  @ListSize(3)
  @Field(() => [RuleObstacle], {
    description: 'What is for a person to look at; empty where the rule approved, or drew.',
  })
  obstacles!: RuleObstacle[];

  @Property({ type: 'uuid[]' })
  @Field(() => [ID], { description: 'The conformance reports that it went by.' })
  reports!: string[];

  @Property({ type: 'smallint' })
  @Field(() => Int, { description: 'How many of a hundred were drawn to be looked at by a person then.' })
  drawnPercent!: number;

  @Property({ type: 'string', length: 64, nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      "The request's lot, HMAC-SHA-256 over its id in hexadecimal: drawn where the first 48 bits are among the share. For those of the Ministry, on requests of others; null where none was drawn.",
  })
  lot!: string | null;

  @Property({ type: 'string', length: 16, nullable: true })
  @Field(() => String, { nullable: true, description: "Names the key of the lot. For the lot's readers." })
  lotKey!: string | null;
}
