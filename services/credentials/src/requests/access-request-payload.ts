import type { EntityManager } from '@mikro-orm/postgresql';
import { isId, ListSize, once, Problem, Refused, RequiresScopes } from '@portal/service-kit';
import { Field, ObjectType } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { AccessRequest } from './access-request.ts';
import { readAgain } from './read-again.ts';
import { mayRead } from './visibility.ts';

/** What a mutation of a request answers. */
@RequiresScopes('inherited')
@ObjectType({
  description:
    'What a mutation changed, or the problems a person can mend. Nothing is changed when problems is not empty; the request then shows its current state.',
})
export class AccessRequestPayload {
  @Field(() => AccessRequest, { nullable: true, description: 'As it is now; null where it was not found.' })
  accessRequest!: AccessRequest | null;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was done.' })
  problems!: readonly Problem[];
}

/** Runs an act in one transaction, which gives the id of the request it was about; a refusal becomes the payload's problems. */
export function perform(
  ctx: CredentialsContext,
  id: string | null,
  act: (em: EntityManager) => Promise<string>,
): Promise<AccessRequestPayload> {
  return performAfter(ctx, id, async () => undefined, act);
}

/** The same for an act that must ask others first: no transaction waits for them. */
export async function performAfter<Prepared>(
  ctx: CredentialsContext,
  id: string | null,
  prepare: () => Promise<Prepared>,
  act: (em: EntityManager, prepared: Prepared) => Promise<string>,
): Promise<AccessRequestPayload> {
  try {
    const prepared = await prepare();
    const { id: done } = await ctx.em
      .fork()
      .transactional((em) => once(em, ctx, async () => ({ id: await act(em, prepared) })));
    return { accessRequest: await shown(ctx, done), problems: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const unknown = error.problems.some(({ code, path }) => code === 'NOT_FOUND' && path?.[0] === 'id');
    return { accessRequest: unknown ? null : await shown(ctx, error.shownId ?? id), problems: error.problems };
  }
}

async function shown(ctx: CredentialsContext, id: string | null): Promise<AccessRequest | null> {
  if (id === null || !isId(id)) return null;
  const [request] = await readAgain(ctx.em, [id]);
  return request && mayRead(request, ctx.caller) ? request : null;
}
