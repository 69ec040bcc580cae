import { Environment } from '@portal/domain';
import { IdempotencyKey, ListSize, RequiresScopes, requirePerson } from '@portal/service-kit';
import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Portfolio } from '../catalogue/entities.ts';
import type { CredentialsContext } from '../context.ts';
import { CredentialPayload, CredentialSecretPayload } from '../credentials/credential-payload.ts';
import { offerTransfer, withdrawTransfer } from '../credentials/offer-transfer.ts';
import { Team } from './team.ts';
import { acceptTransfer, declineTransfer, offeredBy } from './transfer.ts';

/** What is told of a credential before it is taken over. */
@RequiresScopes('inherited')
@ObjectType({
  description: 'A credential that another team of the establishment offers, as whoever opens the link is told of it.',
})
export class CredentialTransfer {
  @Field(() => String, { description: 'Identificador do solicitante.' })
  requesterIdentifier!: string;

  @Field(() => Environment, { description: 'Where it is valid.' })
  environment!: Environment;

  @Field(() => Portfolio, { description: 'The portfolio whose services it is for.' })
  portfolio!: Portfolio;

  @Field(() => String, { nullable: true, description: 'The system that it is for, by name.' })
  systemName!: string | null;

  @Field(() => String, { description: 'The establishment, by name.' })
  establishmentName!: string;

  @Field(() => String, { description: 'Who offers it, by name.' })
  offeredBy!: string;

  @Field(() => Date, { description: 'Until when it can be accepted.' })
  expiresAt!: Date;

  @Field(() => Int, { description: 'How many requests go with it.' })
  requestCount!: number;

  @Field(() => Int, { description: 'How many credentials go, this one included.' })
  credentialCount!: number;

  @ListSize(2)
  @Field(() => [Team], {
    description: 'Teams of the same establishment in which the viewer is GESTOR: one of them may take it over.',
  })
  teams!: Team[];
}

/** The way of a credential from one team of an establishment to another, by the word of both. */
@Resolver()
export class CredentialTransferResolver {
  @RequiresScopes('session')
  @Query(() => CredentialTransfer, {
    nullable: true,
    description: 'What a link of a transfer holds the secret of; null where it was answered, taken back or is over.',
  })
  async credentialTransfer(
    @Arg('secret', () => String, { description: 'What the link holds behind `#`.' }) secret: string,
    @Ctx() ctx: CredentialsContext,
  ): Promise<CredentialTransfer | null> {
    requirePerson(ctx.caller);
    const offered = await offeredBy(ctx, secret);
    const offer = offered?.credential.transferOffer;
    if (!offered || !offer) return null;
    const { requesterIdentifier, environment, portfolio, system, establishment } = offered.credential;
    return {
      requesterIdentifier,
      environment,
      portfolio: { slug: portfolio },
      systemName: system.name,
      establishmentName: establishment.name,
      offeredBy: offer.byName,
      expiresAt: new Date(offer.expiresAt),
      requestCount: offered.requests,
      credentialCount: offered.credentials,
      teams: offered.teams,
    };
  }

  @RequiresScopes('session')
  @Mutation(() => CredentialSecretPayload, {
    nullable: true,
    description:
      'GESTOR: offers a credential, with all requests and credentials of its system, to another team of its establishment, for 14 days. Shows the secret of the link, once; an offer before it is over.',
  })
  offerCredentialTransfer(
    @Arg('id', () => ID, { description: 'The credential.' }) id: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<CredentialSecretPayload> {
    return offerTransfer(ctx, id);
  }

  @RequiresScopes('session')
  @Mutation(() => CredentialPayload, { nullable: true, description: 'GESTOR: takes the offer of a credential back.' })
  withdrawCredentialTransfer(
    @Arg('id', () => ID, { description: 'The credential.' }) id: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<CredentialPayload> {
    return withdrawTransfer(ctx, id);
  }

  @RequiresScopes('session')
  @Mutation(() => CredentialPayload, {
    nullable: true,
    description:
      'GESTOR of another team of the establishment: takes over what was offered. The team that offered it reads none of it from then on.',
  })
  acceptCredentialTransfer(
    @Arg('secret', () => String, { description: 'What the link holds behind `#`.' }) secret: string,
    @Arg('teamId', () => ID, { description: 'The team that takes it over.' }) teamId: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<CredentialPayload> {
    return acceptTransfer(ctx, secret, teamId);
  }

  @RequiresScopes('session')
  @Mutation(() => CredentialPayload, {
    nullable: true,
    description: 'GESTOR of another team of the establishment: says no to what was offered.',
  })
  declineCredentialTransfer(
    @Arg('secret', () => String, { description: 'What the link holds behind `#`.' }) secret: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<CredentialPayload> {
    return declineTransfer(ctx, secret);
  }
}
