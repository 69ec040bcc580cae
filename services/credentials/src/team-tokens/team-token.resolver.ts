import { TeamRole, teamMay } from '@portal/domain';
import { IDEMPOTENCY_KEY, IdempotencyKey, ListSize, RequiresScopes, requirePerson } from '@portal/service-kit';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { readableTeam, type TeamOutcome } from '../teams/act-on-team.ts';
import { roleIn } from '../teams/members.ts';
import { TeamPayload } from '../teams/team-payload.ts';
import { createTeamToken, revokeTeamToken, rotateTeamToken } from './act-on-tokens.ts';
import { TeamToken } from './team-token.ts';
import { tokensOf } from './token-rows.ts';

/** What drawing a token answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'A team whose token was drawn: the token is shown here and never again.' })
export class TeamTokenPayload extends TeamPayload {
  @Field(() => String, {
    nullable: true,
    description: 'The token: keep it now, for only a hash is kept here. Null where there are problems.',
  })
  token!: string | null;
}

/** A token to be made. */
@InputType({ description: 'What a token of a team is to be.' })
export class CreateTeamTokenInput {
  @Field(() => ID, { description: 'The team.' })
  teamId!: string;

  @Field(() => String, { description: 'What it is called: 1 to 100 characters. Stands in histories where it acts.' })
  name!: string;

  @Field(() => TeamRole, { description: 'What it is in the team: INTEGRADOR or LEITURA.' })
  role!: TeamRole;

  @Field(() => [String], {
    description:
      'What it may do of that: catalogue:read, requests:read, requests:write, credentials:read, credentials:write, webhooks:write; at least one.',
  })
  scopes!: string[];

  @Field(() => Date, { nullable: true, description: 'When it ends: at most a year from now; 90 days where absent.' })
  expiresAt?: Date | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'IPv4 or IPv6 addresses or CIDR ranges that it may be used from, at most 50; any address where absent or empty.',
  })
  allowedIps?: string[] | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** The tokens of teams. */
@Resolver()
export class TeamTokenResolver {
  @RequiresScopes('session')
  @ListSize(10)
  @Query(() => [TeamToken], {
    nullable: true,
    description:
      'The tokens of a team, newest first; those that ended within the last 30 days are among them. Null to who is not GESTOR of it.',
  })
  async teamTokens(
    @Arg('teamId', () => ID, { description: 'The team.' }) teamId: string,
    @Ctx() ctx: CredentialsContext,
  ): Promise<TeamToken[] | null> {
    requirePerson(ctx.caller);
    const team = await readableTeam(ctx, teamId);
    return team && teamMay(roleIn(team, ctx.caller), 'MANAGE_TOKENS') ? tokensOf(ctx.em, team.id) : null;
  }

  @RequiresScopes('session')
  @Mutation(() => TeamTokenPayload, {
    nullable: true,
    description: 'GESTOR: makes a token that acts for the team, at most 20 good ones; goes on when its maker leaves.',
  })
  async createTeamToken(
    @Arg('input', () => CreateTeamTokenInput, { description: 'What it is to be.' }) {
      teamId,
      ...wish
    }: CreateTeamTokenInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<TeamTokenPayload> {
    return payloadOf(await createTeamToken(ctx, teamId, wish));
  }

  @RequiresScopes('session')
  @Mutation(() => TeamTokenPayload, {
    nullable: true,
    description: 'GESTOR: draws another text for a token, good anew; the one before ends at once.',
  })
  async rotateTeamToken(
    @Arg('teamId', () => ID, { description: 'The team.' }) teamId: string,
    @Arg('tokenId', () => ID, { description: 'The token.' }) tokenId: string,
    @Arg('expiresAt', () => Date, {
      nullable: true,
      description: 'When it ends: at most a year from now; 90 days where absent.',
    })
    expiresAt: Date | null,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<TeamTokenPayload> {
    return payloadOf(await rotateTeamToken(ctx, teamId, { tokenId, expiresAt }));
  }

  @RequiresScopes('session')
  @Mutation(() => TeamPayload, {
    nullable: true,
    description: 'GESTOR: ends a token at once, also on open WebSockets.',
  })
  revokeTeamToken(
    @Arg('teamId', () => ID, { description: 'The team.' }) teamId: string,
    @Arg('tokenId', () => ID, { description: 'The token.' }) tokenId: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<TeamPayload> {
    return revokeTeamToken(ctx, teamId, tokenId);
  }
}

/** What is read of tokens. */
@Resolver(() => TeamToken)
export class TeamTokenFields {
  @FieldResolver(() => String, { nullable: true, description: 'Who made it, by name, while they are in the team.' })
  async createdBy(
    @Root() { teamId, createdById }: TeamToken,
    @Ctx() { loaders }: CredentialsContext,
  ): Promise<string | null> {
    const members = await loaders.teamMembers.load(teamId);
    return members.find(({ personId }) => personId === createdById)?.name ?? null;
  }
}

function payloadOf({ team, secret, problems }: TeamOutcome): TeamTokenPayload {
  return { team, token: secret, problems };
}
