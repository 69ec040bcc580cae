import { randomUUIDv7 } from 'node:crypto';
import { OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Node, RequiresScopes } from '@portal/service-kit';
import { Field, ID, ObjectType } from 'type-graphql';

/** A certificate of the portal's own authority, for the homologation environment alone. */
@Entity({ tableName: 'trial_certificate' })
@RequiresScopes('credentials:read')
@ObjectType({
  implements: Node,
  description:
    "A certificate for tests, signed by the portal's own authority: it is not of ICP-Brasil, and opens the homologation environment alone.",
})
export class TrialCertificate {
  [OptionalProps]?: 'id';

  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque identifier.' })
  id: string = randomUUIDv7();

  @Property({ type: 'uuid' })
  credentialId!: string;

  @Property({ type: 'string', length: 64 })
  @Field(() => String, { description: 'Its fingerprint: SHA-256 of the DER, in hexadecimal.' })
  sha256!: string;

  @Property({ type: 'string', length: 40 })
  @Field(() => String, { description: 'Its number, in hexadecimal.' })
  serialNumber!: string;

  @Property({ type: 'string', length: 300 })
  @Field(() => String, { description: 'Whom it names, as in RFC 4514.' })
  subject!: string;

  @Property({ type: 'text' })
  @Field(() => String, {
    description: 'The certificate as PEM. Its private key is where it was made, and nowhere here.',
  })
  pem!: string;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => Date, { description: 'When it was drawn.' })
  issuedAt!: Date;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => Date, { description: 'Its end: 90 days after it was drawn, or that of its credential.' })
  expiresAt!: Date;

  /** A person. */
  @Property({ type: 'uuid' })
  issuedBy!: string;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => Date, { nullable: true, description: 'When it was revoked; null where it was not.' })
  revokedAt: Date | null = null;

  @Property({ type: 'uuid', nullable: true })
  revokedBy: string | null = null;

  @Property({ type: 'string', length: 1000, nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was revoked, in the words of who did it.' })
  reason: string | null = null;
}

/** Whether it is good at a moment. */
export function isGood({ revokedAt, expiresAt }: TrialCertificate, now: Date): boolean {
  return revokedAt === null && expiresAt > now;
}
