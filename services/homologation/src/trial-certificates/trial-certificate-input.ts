import { IDEMPOTENCY_KEY } from '@portal/service-kit';
import { Field, ID, InputType } from 'type-graphql';

/** A trial certificate to be drawn. */
@InputType({ description: 'A trial certificate to be drawn.' })
export class IssueTrialCertificateInput {
  @Field(() => ID, { description: 'An ACTIVE credential for homologation of your own.' })
  credentialId!: string;

  @Field(() => String, {
    description:
      'A certificate request (PKCS#10) as PEM, signed by the key that it is for: RSA of 2,048 to 4,096 bits, P-256 or P-384. Only the key is taken from it. Keep the private key; it never comes here.',
  })
  certificateRequest!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** A trial certificate to be revoked. */
@InputType({ description: 'A trial certificate to be revoked.' })
export class RevokeTrialCertificateInput {
  @Field(() => ID, { description: 'The trial certificate.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Why, in your words: at most 1,000 characters.' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}
