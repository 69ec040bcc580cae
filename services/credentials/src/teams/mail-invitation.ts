import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { TEAM_INVITATION_DAYS } from '@portal/domain';
import type { CredentialsContext } from '../context.ts';
import { logger } from '../logger.ts';

/** Who asked waits no longer for a mail server than this: the link is theirs to hand over, too. */
const MOST_WAITED_MS = 5_000;

/** What an invitation's mail says: nothing of who is invited but where it goes. */
export interface InvitationMail {
  to: string;
  invitedBy: string;
  /** Of the establishment. */
  teamName: string;
  secret: string;
}

/** Mails an invitation; whether the server took it is the answer, so that who invited knows what is left to do. */
export async function mailInvitation({ mail }: CredentialsContext, invitation: InvitationMail): Promise<boolean> {
  if (!mail) return false;
  const { to, invitedBy, teamName, secret } = invitation;
  const sending = mail.mailer.send({
    id: randomUUID(),
    to,
    subject: 'Convite para uma equipe do Portal de Serviços',
    sentence: `${invitedBy} convidou você para a equipe de ${teamName} no Portal de Serviços do Ministério da Saúde. O convite vale por ${TEAM_INVITATION_DAYS} dias, para uma pessoa.`,
    // A fragment: no server is sent it.
    url: `${mail.settings.integrators}/convite#${secret}`,
    label: 'Ver o convite',
    why: 'Você recebe este e-mail porque alguém informou este endereço ao convidar. Se não conhece quem convidou, não faça nada: sem o seu aceite o convite vence.',
  });
  const late = new AbortController();
  const waited = delay(MOST_WAITED_MS, undefined, { signal: late.signal }).then(() => {
    throw Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });
  });
  try {
    await Promise.race([sending, waited]);
    return true;
  } catch (err) {
    // An SMTP server's answer names the address.
    const { code, responseCode } = err as { code?: string; responseCode?: number };
    logger.warn({ code, responseCode }, 'an invitation could not be mailed');
    return false;
  } finally {
    late.abort();
    await waited.catch(() => {});
  }
}
