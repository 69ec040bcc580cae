import { TRANSFER_OFFER_DAYS } from '@portal/domain';
import { refuse } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { newLinkSecret } from '../teams/link-secret.ts';
import { actOnCredential, type Outcome } from './act-on-credential.ts';

const DAY_MS = 86_400_000;

/**
 * Offers a credential, with all of its system, to another team of its establishment: to whoever of it has the link, for
 * teams are not told of each other. An offer before it is over.
 */
export function offerTransfer(ctx: CredentialsContext, id: string): Promise<Outcome> {
  const { secret, hash } = newLinkSecret();
  return actOnCredential(
    ctx,
    id,
    'OFFER_TRANSFER',
    ({ credential, caller, now }) => {
      if (caller.kind !== 'person') return refuse('NOT_ALLOWED', 'Só uma pessoa transfere uma credencial.');
      if (credential.teamId === null) throw new Error('A credential is of a team');
      credential.transferOffer = {
        secretHash: hash,
        byId: caller.id,
        byName: caller.name,
        at: now.toISOString(),
        expiresAt: new Date(now.getTime() + TRANSFER_OFFER_DAYS * DAY_MS).toISOString(),
      };
      return undefined;
    },
    secret,
  );
}

/** Takes the offer back: its link opens nothing any more. */
export function withdrawTransfer(ctx: CredentialsContext, id: string): Promise<Outcome> {
  return actOnCredential(ctx, id, 'WITHDRAW_TRANSFER', ({ credential }) => {
    credential.transferOffer = null;
    return undefined;
  });
}
