import { DEFAULT_OVERLAP_DAYS, DEFAULT_OVERLAP_HOURS } from '@portal/domain';
import { IdempotencyKey, RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { changeCertificate } from './change-certificate.ts';
import { reinstateCredential, revokeCredential, suspendCredential } from './change-state.ts';
import { CredentialPayload, CredentialSecretPayload } from './credential-payload.ts';
import { rotateSecret } from './rotate-secret.ts';

/** What is done to a credential. */
@Resolver()
export class CredentialMutations {
  @RequiresScopes('credentials:write')
  @Mutation(() => CredentialSecretPayload, {
    nullable: true,
    description:
      'Draws a secret, the first one included: the only place where it is shown. Its owner, while ACTIVE. At most two live.',
  })
  rotateCredentialSecret(
    @Arg('id', () => ID, { description: 'The credential.' }) id: string,
    @Arg('overlapHours', () => Int, {
      nullable: true,
      defaultValue: DEFAULT_OVERLAP_HOURS,
      description: 'How many hours the secret before it stays good: 0 to 168.',
    })
    overlapHours: number | null,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<CredentialSecretPayload> {
    return rotateSecret(ctx, id, overlapHours ?? DEFAULT_OVERLAP_HOURS);
  }

  @RequiresScopes(['credentials:write', 'person'])
  @Mutation(() => CredentialPayload, {
    nullable: true,
    description:
      "Troca de certificado: binds a credential to another certificate of the same holder (root of the CNPJ, or CPF), at once; its team, GESTOR and INTEGRADOR, while ACTIVE. The one before it stays good for the overlap, never beyond its own end, and one before that ends. expiresAt becomes the new one's end.",
  })
  changeCredentialCertificate(
    @Arg('id', () => ID, { description: 'The credential.' }) id: string,
    @Arg('certificatePem', () => String, { description: 'The new public certificate, PEM, with its chain if at hand.' })
    certificatePem: string,
    @Arg('currentSha256', () => String, {
      description: 'Fingerprint of the certificate that was read; a changed one is STALE_VERSION.',
    })
    currentSha256: string,
    @Arg('overlapDays', () => Int, {
      nullable: true,
      defaultValue: DEFAULT_OVERLAP_DAYS,
      description: 'How many days the certificate before it stays good: 0 to 30.',
    })
    overlapDays: number | null,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<CredentialPayload> {
    const change = { certificatePem, currentSha256, overlapDays: overlapDays ?? DEFAULT_OVERLAP_DAYS };
    return changeCertificate(ctx, id, change);
  }

  @RequiresScopes(['credentials:write', 'person'])
  @Mutation(() => CredentialPayload, {
    nullable: true,
    description:
      'Makes a credential not good for a while; its owner, or ADMIN, who also suspends what its owner had suspended.',
  })
  suspendCredential(
    @Arg('id', () => ID, { description: 'The credential.' }) id: string,
    @Arg('reason', () => String, { description: 'Why, as the other side will read it: 1 to 1,000 characters.' })
    reason: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<CredentialPayload> {
    return suspendCredential(ctx, id, reason);
  }

  @RequiresScopes(['credentials:write', 'person'])
  @Mutation(() => CredentialPayload, {
    nullable: true,
    description: 'Makes a suspended credential good again; what ADMIN suspended, only ADMIN.',
  })
  reinstateCredential(
    @Arg('id', () => ID, { description: 'The credential.' }) id: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<CredentialPayload> {
    return reinstateCredential(ctx, id);
  }

  @RequiresScopes(['credentials:write', 'person'])
  @Mutation(() => CredentialPayload, {
    nullable: true,
    description: 'Ends a credential for good; its owner, or ADMIN.',
  })
  revokeCredential(
    @Arg('id', () => ID, { description: 'The credential.' }) id: string,
    @Arg('reason', () => String, { description: 'Why, as the other side will read it: 1 to 1,000 characters.' })
    reason: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<CredentialPayload> {
    return revokeCredential(ctx, id, reason);
  }
}
