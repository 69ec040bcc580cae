import { CredentialAction, CredentialState } from '@portal/domain';
import { type Caller, connectionOf, ListSize, requirePersonOrClient } from '@portal/service-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Portfolio, Service } from '../catalogue/entities.ts';
import { Certificate, maskCertificate } from '../certificates/certificate.ts';
import type { CredentialsContext } from '../context.ts';
import { Establishment } from '../establishments/establishment.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { ClientSystem, systemOf } from '../requests/client-system.ts';
import { mayContinue } from '../requests/continue-request.ts';
import { isOfTeam } from '../teams/members.ts';
import { Team } from '../teams/team.ts';
import { actorOf, situationOf } from './act-on-credential.ts';
import { alterationFacts, alterationOf } from './alteration.ts';
import { Credential, type TransferOffer } from './credential.ts';
import { allowedActions, stateAt } from './lifecycle.ts';
import { overlappingCertificate } from './overlapping-certificate.ts';
import { productionFacts, productionRequestOf } from './production.ts';
import { mayRead } from './visibility.ts';

/** A page of credentials. */
export const CredentialConnection = connectionOf(Credential);

/** What is read of a credential. */
@Resolver(() => Credential)
export class CredentialResolver {
  @FieldResolver(() => CredentialState, { description: 'Whether it is good now.' })
  state(@Root() credential: Credential, @Ctx() { now }: CredentialsContext): CredentialState {
    return stateAt(credential, now());
  }

  @FieldResolver(() => Date, { description: 'Since when it is in this state.' })
  stateChangedAt(@Root() credential: Credential, @Ctx() { now }: CredentialsContext): Date {
    return stateAt(credential, now()) === 'EXPIRED' ? credential.expiresAt : credential.stateChangedAt;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Why it was suspended or revoked, in the words of who did it; null to reviewers, who meet it on a request.',
  })
  stateReason(@Root() credential: Credential, @Ctx() { now, caller }: CredentialsContext): string | null {
    return mayRead(credential, caller) && stateAt(credential, now()) !== 'EXPIRED' ? credential.stateReason : null;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When the current secret was drawn; null while there is none, and to reviewers.',
  })
  secretIssuedAt(@Root() credential: Credential, @Ctx() { caller }: CredentialsContext): Date | null {
    return mayRead(credential, caller) ? credential.secretIssuedAt : null;
  }

  @FieldResolver(() => Boolean, { description: 'Suspended by the Ministry, which alone may reinstate it.' })
  suspendedByMinistry(@Root() credential: Credential, @Ctx() { now }: CredentialsContext): boolean {
    return credential.suspendedByMinistry && stateAt(credential, now()) === 'SUSPENDED';
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description:
      'Until when the secret before the current one is still accepted; null where none is, and to reviewers.',
  })
  previousSecretExpiresAt(@Root() credential: Credential, @Ctx() { now, caller }: CredentialsContext): Date | null {
    const { previousSecretExpiresAt: end } = credential;
    return mayRead(credential, caller) && end && end > now() ? end : null;
  }

  @FieldResolver(() => Portfolio, { description: 'The portfolio whose services it is for.' })
  portfolio(@Root() { portfolio }: Credential): Portfolio {
    return { slug: portfolio };
  }

  @ListSize(5)
  @FieldResolver(() => [Service], { description: 'The services that were approved.' })
  services(@Root() { services }: Credential): Service[] {
    return services.map((slug) => ({ slug }));
  }

  @FieldResolver(() => ClientSystem, { description: 'The system, as it was approved.' })
  system(@Root() { alterationId, requestId, systemId, system }: Credential): ClientSystem {
    return systemOf(alterationId ?? requestId, systemId, system);
  }

  @FieldResolver(() => Establishment, { description: 'The establishment, as it was approved.' })
  establishment(@Root() { establishment }: Credential): Establishment {
    return establishment;
  }

  @FieldResolver(() => Certificate, {
    nullable: true,
    description: 'The certificate it is bound to; a CPF in it is whole for its team and masked for everybody else.',
  })
  async certificate(
    @Root() credential: Credential,
    @Ctx() { accessLog, caller }: CredentialsContext,
  ): Promise<Certificate | null> {
    await accessLog.reads('CREDENTIAL', credential);
    const { certificate } = credential;
    return certificate && !isOfTeam(credential, caller) ? maskCertificate(certificate) : certificate;
  }

  @FieldResolver(() => Certificate, {
    nullable: true,
    description:
      'The certificate before a change, while it is still accepted: null where none is, and to reviewers. A CPF in it is as in certificate.',
  })
  async previousCertificate(
    @Root() credential: Credential,
    @Ctx() { accessLog, caller, now }: CredentialsContext,
  ): Promise<Certificate | null> {
    const previous = mayRead(credential, caller) ? overlappingCertificate(credential, now()) : null;
    if (!previous) return null;
    await accessLog.reads('CREDENTIAL', credential);
    return isOfTeam(credential, caller) ? previous.certificate : maskCertificate(previous.certificate);
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'Until when previousCertificate is still accepted; null with it.',
  })
  previousCertificateExpiresAt(
    @Root() credential: Credential,
    @Ctx() { now, caller }: CredentialsContext,
  ): Date | null {
    return mayRead(credential, caller) ? (overlappingCertificate(credential, now())?.until ?? null) : null;
  }

  @FieldResolver(() => Team, { nullable: true, description: 'The team that it belongs to.' })
  team(@Root() { teamId }: Credential, @Ctx() { loaders }: CredentialsContext): Promise<Team | null> | null {
    return teamId === null ? null : loaders.team.load(teamId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Who offered it to another team of its establishment, by name, while that can be accepted; null to who is not of its team.',
  })
  transferOfferedBy(@Root() credential: Credential, @Ctx() { caller, now }: CredentialsContext): string | null {
    return offerFor(credential, caller, now())?.byName ?? null;
  }

  @FieldResolver(() => Date, { nullable: true, description: 'Until when that offer can be accepted; null with it.' })
  transferExpiresAt(@Root() credential: Credential, @Ctx() { caller, now }: CredentialsContext): Date | null {
    const offer = offerFor(credential, caller, now());
    return offer && new Date(offer.expiresAt);
  }

  @FieldResolver(() => [CredentialAction], { description: 'What the viewer may do with it now.' })
  async allowedActions(@Root() credential: Credential, @Ctx() ctx: CredentialsContext): Promise<CredentialAction[]> {
    const caller = requirePersonOrClient(ctx.caller);
    const ofTeam = isOfTeam(credential, caller);
    const [production, alteration] = await Promise.all([
      ofTeam && credential.environment === 'HOMOLOGATION' ? productionFacts(ctx, credential) : undefined,
      ofTeam ? alterationFacts(ctx, credential) : undefined,
    ]);
    const situation = situationOf(credential, { ...production, ...alteration });
    return allowedActions(situation, actorOf(caller, credential), ctx.now());
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether the viewer may ask anew for what it gave, by `continueAccessRequest`: it is over, and of homologation.',
  })
  mayContinue(@Root() credential: Credential, @Ctx() { caller, now }: CredentialsContext): boolean {
    const { environment, members } = credential;
    return mayContinue({ environment, members, replacesId: null, state: 'APPROVED' }, credential, {
      caller,
      now: now(),
    });
  }

  @FieldResolver(() => AccessRequest, {
    nullable: true,
    description:
      'Of a homologation credential: its newest production request, in any state. The tab Em análise para produção lists those SUBMITTED, IN_REVIEW or CHANGES_REQUESTED; a draft or a refused one shows at its homologation credential.',
  })
  productionRequest(@Root() credential: Credential, @Ctx() ctx: CredentialsContext): Promise<AccessRequest | null> {
    return productionRequestOf(ctx, credential);
  }

  @FieldResolver(() => AccessRequest, {
    nullable: true,
    description:
      'The newest request to alter it, in any state: one is open at most, and only its approval changes the credential. Null where there is none that the viewer may read.',
  })
  alteration(@Root() credential: Credential, @Ctx() ctx: CredentialsContext): Promise<AccessRequest | null> {
    return alterationOf(ctx, credential);
  }
}

/** An offer to another team is its own team's to know of. */
function offerFor(credential: Credential, caller: Caller, now: Date): TransferOffer | null {
  const { transferOffer: offer } = credential;
  return offer && isOfTeam(credential, caller) && new Date(offer.expiresAt) > now ? offer : null;
}
