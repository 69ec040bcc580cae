import type { MikroORM } from '@mikro-orm/postgresql';
import { NOTICE_KIND_LABELS, noticePath, noticeSentence } from '@portal/domain';
import { Gauge, type Registry } from 'prom-client';
import { logger } from '../../logger.ts';
import { noticeOf } from '../notice.ts';
import { countWaiting, type DueMail, mailed, takeDue } from './due.ts';
import type { Mail, Mailing, MailSettings } from './mailer.ts';

/** How many are handed over at once. */
const MOST = 20;

interface Sending extends Mailing {
  orm: MikroORM;
  now: () => Date;
}

/**
 * Sends what is due until nothing is. At least once, at the border to the server: where that took a mail and this process
 * died before it wrote that down, it is sent again, under the same Message-ID.
 */
export async function sendDue({ orm, mailer, settings, now }: Sending): Promise<void> {
  const em = orm.em.fork();
  let taken: DueMail[];
  do {
    taken = await takeDue(em, now(), MOST);
    await Promise.all(
      taken.map(async (due) => {
        try {
          // Each is tried whatever becomes of the other.
          const sent = await Promise.allSettled(due.emails.map((to) => mailer.send(mailOf(due, to, settings))));
          const failed = sent.find((one) => one.status === 'rejected');
          if (failed) throw failed.reason;
          await mailed(orm.em.fork(), due.id);
        } catch (err) {
          // An SMTP server's answer names the address.
          const { code, responseCode } = err as { code?: string; responseCode?: number };
          logger.warn({ notice: due.id, tries: due.mail_tries, code, responseCode }, 'a notice could not be mailed');
        }
      }),
    );
  } while (taken.length === MOST);
}

function mailOf(due: DueMail, to: string, { integrators, reviewers }: MailSettings): Mail {
  const notice = noticeOf(due);
  const { kind, side, protocol } = notice;
  return {
    id: due.id,
    to,
    subject: protocol === null ? NOTICE_KIND_LABELS[kind] : `${NOTICE_KIND_LABELS[kind]}: ${protocol}`,
    sentence: noticeSentence(notice),
    url: `${side === 'REVIEWERS' ? reviewers : integrators}${noticePath(notice)}`,
    label: 'Abrir no Portal',
    why: 'Você recebe este e-mail porque usa o Portal de Serviços do Ministério da Saúde. Quais avisos chegam por e-mail, você escolhe no Portal, em Avisos, Preferências de aviso.',
  };
}

/** Tells in `/metrics` how many wait. */
export function measureMails(orm: MikroORM, now: () => Date, registry: Registry): void {
  new Gauge({
    name: 'notice_mails',
    help: 'Notices that wait to be mailed, and those of them that the mail server did not take yet',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const counts = await countWaiting(orm.em.fork(), now()).catch(() => undefined);
      if (!counts) return;
      this.set({ state: 'waiting' }, counts.waiting);
      this.set({ state: 'failing' }, counts.failing);
    },
  });
}
