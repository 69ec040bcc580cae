import type { EntityManager } from '@mikro-orm/postgresql';
import { type OnceContext, once, type Person, type Problem, Refused, refuse, requirePerson } from '@portal/service-kit';
import type { HomologationContext } from '../context.ts';
import { TrialCertificate } from './trial-certificate.ts';

/** What an act gave, or why it was refused. */
export interface Outcome {
  trialCertificate: TrialCertificate | null;
  problems: readonly Problem[];
}

/** Does an act on a trial certificate in a transaction of its own, once for a key; a refusal rolls it back. */
export async function settle(
  ctx: HomologationContext,
  act: (em: EntityManager, person: Person, now: Date) => Promise<TrialCertificate>,
): Promise<Outcome> {
  const person = requirePerson(ctx.caller);
  // Nothing here is shown once.
  const doing: OnceContext = { caller: person, repeatable: ctx.repeatable, sealing: undefined, now: ctx.now };
  try {
    const trialCertificate = await ctx.em.fork().transactional(async (em) => {
      const { id } = await once(em, doing, () => act(em, person, ctx.now()));
      return em.findOneOrFail(TrialCertificate, { id });
    });
    return { trialCertificate, problems: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { trialCertificate: null, problems: error.problems };
  }
}

/** Refuses what is unknown, somebody else's, or for production, in the same words. */
export function refuseUnknownCredential(): never {
  return refuse(
    'NOT_FOUND',
    'Não encontramos esta credencial de homologação. Ela pode ser de outra pessoa, ou ser de produção.',
    ['credentialId'],
  );
}
