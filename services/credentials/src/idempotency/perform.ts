import type { EntityManager } from '@mikro-orm/postgresql';
import { type Answered, once, type Person, type Problem, Refused, requirePerson } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';

/** What an act gave, or why it was refused. */
export interface Outcome<Result> {
  result: Result | null;
  problems: readonly Problem[];
}

/** What an act gives, and how it is given again to who sends it again with the same key. */
export interface Given<Result> {
  remember(result: Result): Answered;
  again(em: EntityManager, answered: Answered, person: Person): Promise<Result>;
}

/** The id alone. */
export const GIVES_ID: Given<string> = {
  remember: (id) => ({ id }),
  again: async (_em, { id }) => id,
};

/** Does an act in a transaction of its own, once for a key; a refusal rolls it back. */
export async function perform<Result>(
  ctx: CredentialsContext,
  { remember, again }: Given<Result>,
  act: (em: EntityManager, person: Person) => Promise<Result>,
): Promise<Outcome<Result>> {
  const person = requirePerson(ctx.caller);
  try {
    const result = await ctx.em.fork().transactional(async (em) => {
      let given: { result: Result } | undefined;
      const answered = await once(em, ctx, async () => {
        given = { result: await act(em, person) };
        return remember(given.result);
      });
      return given ? given.result : again(em, answered, person);
    });
    return { result, problems: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { result: null, problems: error.problems };
  }
}
