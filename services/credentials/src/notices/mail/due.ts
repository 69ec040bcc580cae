import type { EntityManager } from '@mikro-orm/postgresql';
import { MAY, SECURITY_NOTICES } from '@portal/domain';
import { openText, type SealedText } from '@portal/service-kit';
import { sealedText } from '../../personal-data/texts.ts';
import { NOTICE, type NoticeRow } from '../notice-rows.ts';

/** A notice that is to be sent now, and to where: each address is told by a mail of its own. */
export interface DueMail extends NoticeRow {
  emails: string[];
  mail_tries: number;
}

/** What could not be sent for so long is sent no more: it is in the bell. */
const TRIED_FOR = "interval '3 days'";

/** For how long a conversation is not mailed of again to one person. */
const APART = "interval '1 hour'";

/** Whom nothing binds, also where they review: what they are told of is theirs to read. */
const UNBOUND = `'{${MAY.READ_REQUESTS.filter((role) => role !== 'REVIEWER').join(',')}}'::varchar[]`;

const SECURITY = SECURITY_NOTICES.map((kind) => `'${kind}'`).join(', ');

/** Of who asked to be erased by letter, the address that it gave. */
const LETTER = `erasure_request letter
  where letter.person_id = notice.person_id and notice.kind = 'ERASURE_ASKED' and letter.letter_email is not null`;

/** Whoever takes mails takes them alone, so that two of one conversation are seen to be two. */
const LOCK = 4_711_028;

/**
 * Takes notices that are due, for this process alone: the next try of each is set before the first is made, so that one that
 * dies leaves them to be tried again. What was read, or is not wanted by mail, or has no address, or is of a
 * portfolio that they were bound away from, is due no more. Of the messages of one conversation one mail tells, and none
 * within an hour of the one before.
 */
export async function takeDue(em: EntityManager, now: Date, most: number): Promise<DueMail[]> {
  return em.fork().transactional(async (inside) => {
    await inside.execute(`select pg_advisory_xact_lock(${LOCK})`);
    await inside.execute(
      `update notice set mail_at = null
       where mail_at <= ? and (
         notice.at < ?::timestamptz - ${TRIED_FOR}
         or (read_at is not null and kind not in (${SECURITY}))
         or not exists (
           select 1 from notice_recipient r where r.person_id = notice.person_id and r.email is not null
           union all select 1 from ${LETTER})
         or exists (select 1 from notice_mail_off off where off.person_id = notice.person_id and off.kind = notice.kind)
         or (side = 'REVIEWERS' and exists (
           select 1 from notice_recipient r join access_request told on told.id = notice.request_id
           where r.person_id = notice.person_id and told.portfolio <> all(r.portfolios) and not r.roles && ${UNBOUND}
         ))
       )`,
      [now, now],
    );
    // Put off until an hour after the last one about that conversation.
    await inside.execute(
      `update notice set mail_at = told.last + ${APART}
       from (
         select person_id, request_id, max(mail_tried_at) as last from notice
         where kind = 'MESSAGE_WRITTEN' and mail_tried_at > ?::timestamptz - ${APART} group by 1, 2
       ) as told
       where notice.mail_at <= ? and notice.kind = 'MESSAGE_WRITTEN' and notice.mail_tried_at is null
         and (notice.person_id, notice.request_id) = (told.person_id, told.request_id)`,
      [now, now],
    );
    // What waits beside another of its conversation is told with it.
    await inside.execute(
      `update notice set mail_at = null
       where mail_at <= ? and kind = 'MESSAGE_WRITTEN' and exists (
         select 1 from notice newer
         where newer.kind = 'MESSAGE_WRITTEN' and newer.mail_at <= ?
           and (newer.person_id, newer.request_id) = (notice.person_id, notice.request_id)
           and (newer.at, newer.id) > (notice.at, notice.id)
       )`,
      [now, now],
    );
    const due = await inside.execute<Addressed[]>(
      `update notice set mail_tried_at = ?, mail_tries = mail_tries + 1,
         mail_at = ?::timestamptz + least(power(4, mail_tries), 240) * interval '1 minute'
       where notice.id in (select id from notice where mail_at <= ? order by mail_at limit ?)
       returning ${NOTICE}, mail_tries, (select ${sealedText('erasure_request.letter_email', 'letter')} from ${LETTER}) as letter,
         (select ${sealedText('notice_recipient.email', 'known')} from notice_recipient known
          where known.person_id = notice.person_id) as known`,
      [now, now, now, most],
    );
    return due.map(({ known: sealed, letter: ofLetter, ...row }) => {
      const [known, letter] = [openText(inside, sealed), openText(inside, ofLetter)];
      // Tried again it goes to the known one alone: where that takes no mail, the other is not told over and over.
      const emails = known === null || row.mail_tries === 1 ? [known, letter] : [known];
      return { ...row, emails: [...new Set(emails.filter((email) => email !== null))] };
    });
  });
}

type Addressed = Omit<DueMail, 'emails'> & { known: SealedText; letter: SealedText };

/** Notes that the server took it. */
export async function mailed(em: EntityManager, id: string): Promise<void> {
  await em.execute('update notice set mail_at = null where id = ?', [id]);
}

/** How many wait to be sent, and how many of them were tried in vain. */
export async function countWaiting(em: EntityManager, now: Date): Promise<{ waiting: number; failing: number }> {
  const [row] = await em.execute<{ waiting: number; failing: number }[]>(
    `select count(*)::int as waiting, (count(*) filter (where mail_tries > 0))::int as failing
     from notice where mail_at is not null and at > ?::timestamptz - ${TRIED_FOR}`,
    [now],
  );
  return row ?? { waiting: 0, failing: 0 };
}
