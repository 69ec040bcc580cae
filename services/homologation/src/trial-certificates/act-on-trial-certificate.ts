import type { EntityManager } from '@mikro-orm/postgresql';
import { type Person, refuse } from '@portal/service-kit';
import type { HomologationContext } from '../context.ts';
import { type Performed, perform } from '../perform.ts';
import { TrialCertificate } from './trial-certificate.ts';

/** What an act on a trial certificate gave, or why it was refused. */
export type Outcome = Performed<TrialCertificate>;

/** Does an act on a trial certificate, and reads it as it is then. */
export function performOnTrialCertificate(
  ctx: HomologationContext,
  act: (em: EntityManager, person: Person, now: Date) => Promise<TrialCertificate>,
): Promise<Outcome> {
  return perform(ctx, act, (em, id) => em.findOneOrFail(TrialCertificate, { id }));
}

/** Refuses what is unknown, somebody else's, or for production, in the same words. */
export function refuseUnknownCredential(): never {
  return refuse(
    'NOT_FOUND',
    'Não encontramos esta credencial de homologação. Ela pode ser de outra equipe, ou ser de produção.',
    ['credentialId'],
  );
}
