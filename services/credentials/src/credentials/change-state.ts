import { isBlank, parseReasonMessage } from '@portal/domain';
import { refuse } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { mayForTeam } from '../teams/members.ts';
import { actOnCredential, type Outcome } from './act-on-credential.ts';
import { forgetSecrets } from './rotate-secret.ts';

/**
 * Makes a credential not good for a while. What an administrator suspends is suspended by the Ministry, also where its
 * team had suspended it before.
 */
export function suspendCredential(ctx: CredentialsContext, id: string, reason: string): Promise<Outcome> {
  return actOnCredential(ctx, id, 'SUSPEND', ({ credential, transition, caller }) => {
    const suspendedBefore = transition.from === 'SUSPENDED';
    credential.stateReason = checkedReason(reason);
    credential.suspendedByMinistry = suspendedBefore || !mayForTeam(credential, caller, 'SUSPEND');
    return { byMinistry: credential.suspendedByMinistry, ...(suspendedBefore && { overTeam: true }) };
  });
}

/** Makes a suspended credential good again. */
export function reinstateCredential(ctx: CredentialsContext, id: string): Promise<Outcome> {
  return actOnCredential(ctx, id, 'REINSTATE', ({ credential }) => {
    credential.stateReason = null;
    credential.suspendedByMinistry = false;
    return undefined;
  });
}

/** Ends a credential for good; its secrets go with it. */
export function revokeCredential(ctx: CredentialsContext, id: string, reason: string): Promise<Outcome> {
  return actOnCredential(ctx, id, 'REVOKE', ({ credential, caller }) => {
    credential.stateReason = checkedReason(reason);
    credential.suspendedByMinistry = false;
    forgetSecrets(credential);
    return { byMinistry: !mayForTeam(credential, caller, 'REVOKE') };
  });
}

/** After the credential was found, so that a wrong reason tells nothing of another's credential. */
function checkedReason(reason: string): string {
  if (isBlank(reason)) return refuse('REQUIRED', 'Escreva o motivo.', ['reason']);
  const parsed = parseReasonMessage(reason);
  return parsed.ok ? parsed.value : refuse('INVALID', parsed.message, ['reason']);
}
