import { CredentialState, Environment } from '@portal/domain';
import { forbidden, RequiresScopes, unauthenticated } from '@portal/service-kit';
import { Arg, Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { Credential } from '../credentials/credential.ts';
import { stateAt } from '../credentials/lifecycle.ts';
import { overlappingCertificate } from '../credentials/overlapping-certificate.ts';

/** Whether a credential is good, without anything of a person. */
@RequiresScopes('resource-server')
@ObjectType({ description: 'Whether a credential is good now. Holds nothing of a person.' })
export class CredentialStatus {
  @Field(() => CredentialState, { description: 'Whether it is good now.' })
  state!: CredentialState;

  @Field(() => Date, { description: 'Until when it is good, unless it is suspended or revoked before.' })
  validUntil!: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'SHA-256 of the certificate that it is bound to, in hexadecimal; null without a certificate. Of the certificate that was given, where that is the one before a change and still good: validUntil is then the end of that.',
  })
  fingerprint!: string | null;
}

/** What the services that accept credentials ask. */
@Resolver()
export class CredentialStatusResolver {
  @RequiresScopes('resource-server')
  @Query(() => CredentialStatus, {
    nullable: true,
    description:
      'For registered resource servers, with their id and secret as HTTP Basic. Null where there is no such credential, or it is bound to another certificate than the one given.',
  })
  async credentialStatus(
    @Arg('environment', () => Environment, { description: 'Where it is to be good.' }) environment: Environment,
    @Arg('requesterIdentifier', () => String, { description: 'Identificador do solicitante.' })
    requesterIdentifier: string,
    @Arg('certificateSha256', () => String, {
      nullable: true,
      description: 'SHA-256 of the certificate that the system showed, in hexadecimal, with or without colons.',
    })
    certificateSha256: string | null,
    @Ctx() { caller, em, now }: CredentialsContext,
  ): Promise<CredentialStatus | null> {
    if (caller.kind !== 'resource-server') throw caller.kind === 'anonymous' ? unauthenticated() : forbidden();
    const identifier = requesterIdentifier.replaceAll('\0', '');
    const credential = await em.findOne(Credential, { environment, requesterIdentifier: identifier });
    if (!credential) return null;
    const state = stateAt(credential, now());
    const fingerprint = credential.certificate?.sha256 ?? null;
    if (certificateSha256 == null || plain(certificateSha256) === fingerprint) {
      return { state, validUntil: credential.expiresAt, fingerprint };
    }
    const previous = overlappingCertificate(credential, now());
    if (plain(certificateSha256) !== previous?.certificate.sha256) return null;
    const validUntil = previous.until < credential.expiresAt ? previous.until : credential.expiresAt;
    return { state, validUntil, fingerprint: previous.certificate.sha256 };
  }
}

function plain(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').toLowerCase();
}
