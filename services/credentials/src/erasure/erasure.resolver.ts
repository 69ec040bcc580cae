import { ErasureObstacleKind } from '@portal/domain';
import { IdempotencyKey, ListSize, Problem, RequiresScopes, requirePerson } from '@portal/service-kit';
import { Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { Viewer } from '../requests/viewer.resolver.ts';
import { requestErasure, takeBackErasure } from './ask-erasure.ts';
import { obstaclesTo } from './obstacles.ts';

/** That an account is to be erased. */
@RequiresScopes('session')
@ObjectType({ description: 'That somebody asked for their account to be erased.' })
export class Erasure {
  @Field(() => Date, { description: 'When they asked.' })
  askedAt!: Date;

  @Field(() => Date, {
    description:
      'When it is done, or from when on it waits for `erasureObstacles`; until it is done it can be taken back.',
  })
  dueAt!: Date;
}

/** Something that has to be done before. */
@RequiresScopes('session')
@ObjectType({ description: 'Something that has to be done before an account is erased.' })
export class ErasureObstacle {
  @Field(() => ErasureObstacleKind, { description: 'What it is.' })
  kind!: ErasureObstacleKind;

  @Field(() => String, {
    nullable: true,
    description: 'The protocol, the team or the identificador do solicitante that it is about; null of a role.',
  })
  about!: string | null;

  @Field(() => ID, { nullable: true, description: 'The request, team or credential; null of a role.' })
  aboutId!: string | null;
}

/** What asking answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'The person, or the problems that can be mended.' })
export class ErasurePayload {
  @Field(() => Viewer, { description: 'Who asked.' })
  viewer!: Viewer;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was done; else nothing was changed.' })
  problems!: readonly Problem[];
}

/** How the erasure of the viewer's account stands. */
@Resolver(() => Viewer)
export class ViewerErasureResolver {
  @RequiresScopes('session')
  @FieldResolver(() => Erasure, { nullable: true, description: 'That their account is to be erased; null where not.' })
  async erasure(@Root() { id }: Viewer, @Ctx() { em }: CredentialsContext): Promise<Erasure | null> {
    const [row] = await em.execute<{ asked_at: string; due_at: string }[]>(
      'select asked_at, due_at from erasure_request where person_id = ?',
      [id],
    );
    return row ? { askedAt: new Date(row.asked_at), dueAt: new Date(row.due_at) } : null;
  }

  @RequiresScopes('session')
  @ListSize(10)
  @FieldResolver(() => [ErasureObstacle], {
    description: 'What they have to do before their account can be erased; nothing where it can be.',
  })
  async erasureObstacles(
    @Root() { id, roles }: Viewer,
    @Ctx() { em, now }: CredentialsContext,
  ): Promise<ErasureObstacle[]> {
    const found = (await obstaclesTo(em, id, now())).map(({ id: aboutId, ...rest }) => ({ ...rest, aboutId }));
    // Somebody's roles of now are in their session; what was told of them before may be older.
    const hasRole = roles.some((role) => role !== 'INTEGRATOR');
    if (!hasRole || found.some(({ kind }) => kind === 'MINISTRY_ROLE')) return found;
    return [...found, { kind: 'MINISTRY_ROLE', about: null, aboutId: null }];
  }
}

/** Asking for it, and taking it back. */
@Resolver()
export class ErasureMutations {
  @RequiresScopes('session')
  @Mutation(() => ErasurePayload, {
    nullable: true,
    description:
      'Asks for the viewer’s account to be erased, with all that is held of them, in 15 days; until then it can be taken back. Refused while `erasureObstacles` has something.',
  })
  async requestErasure(@IdempotencyKey() _key: string | null, @Ctx() ctx: CredentialsContext): Promise<ErasurePayload> {
    return { problems: await requestErasure(ctx), viewer: { ...requirePerson(ctx.caller) } };
  }

  @RequiresScopes('session')
  @Mutation(() => ErasurePayload, {
    nullable: true,
    description: 'Takes back that the viewer’s account is to be erased, until it is.',
  })
  async takeBackErasure(
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<ErasurePayload> {
    return { problems: await takeBackErasure(ctx), viewer: { ...requirePerson(ctx.caller) } };
  }
}
