import type { EntityManager } from '@mikro-orm/postgresql';
import { type OnceContext, once, type Person, type Problem, Refused, requirePerson } from '@portal/service-kit';
import type { HomologationContext } from './context.ts';

/** What an act gave, or why it was refused. */
export interface Performed<Result> {
  result: Result | null;
  problems: readonly Problem[];
}

/**
 * Does an act of a person in a transaction of its own, once for a key, and reads what it was about by the id that it gives;
 * a refusal rolls it back.
 */
export async function perform<Result>(
  ctx: HomologationContext,
  act: (em: EntityManager, person: Person, now: Date) => Promise<{ id: string }>,
  read: (em: EntityManager, id: string) => Promise<Result>,
): Promise<Performed<Result>> {
  const person = requirePerson(ctx.caller);
  // Nothing here is shown once.
  const doing: OnceContext = { caller: person, repeatable: ctx.repeatable, sealing: undefined, now: ctx.now };
  try {
    const result = await ctx.em.fork().transactional(async (em) => {
      const { id } = await once(em, doing, () => act(em, person, ctx.now()));
      return read(em, id);
    });
    return { result, problems: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { result: null, problems: error.problems };
  }
}
