import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ERASED_NAME } from '@portal/domain';
import { arrayLiteral, openText, type SealedText } from '@portal/service-kit';
import { sealedText } from '../personal-data/texts.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { IS_PERSON } from '../team-tokens/token-rows.ts';
import { announceMember } from '../teams/announce-member.ts';
import { tellMakerLeft } from '../teams/tell-maker-left.ts';
import { addressesOf, folded } from './addresses-of.ts';
import { forgetManager } from './forget-manager.ts';
import { BY_WHOM, isMarkedBy } from './marked.ts';

const ME = '(select id from me)';

/**
 * Everything of theirs goes, or is nobody's from then on; what was decided, and who decided it for the Ministry, stays (LGPD,
 * art. 16, I). Done again it changes nothing more.
 */
const FORGETTING = [
  `update access_request set requester =
     jsonb_build_object('name', '${ERASED_NAME}', 'email', null, 'assuranceLevel', requester -> 'assuranceLevel')
   where ${isMarkedBy('access_request', ME)} and requester ->> 'name' <> '${ERASED_NAME}'`,
  `update request_message set author = '${ERASED_NAME}'
   where written_by = ${ME} and side = 'INTEGRATOR' and author <> '${ERASED_NAME}'`,
  `update credential set transfer_offer = null where transfer_offer ->> 'byId' = ${ME}::text`,
  `delete from team_invitation where person_id = ${ME}`,
  `delete from webhook where owner_id = ${ME}`,
  `delete from notice where person_id = ${ME}`,
  `delete from notice_recipient where person_id = ${ME}`,
  `delete from notice_mail_off where person_id = ${ME}`,
  `delete from reviewer_presence where person_id = ${ME}`,
  `delete from request_message_read where person_id = ${ME}`,
  `delete from unfinished_upload where person_id = ${ME}`,
  `delete from message_attachment where uploaded_by = ${ME} and message_id is null`,
  `delete from answered_once where owner = ${ME}::text`,
  `delete from erasure_request where person_id = ${ME}`,
  // What was sealed of them anywhere, in what is kept too, is unreadable from here on.
  `delete from personal_key where subject = ${ME}`,
];

/** Takes a person out of all that is held, in the caller's transaction. */
export async function forgetPerson(em: EntityManager, personId: string, now: Date): Promise<void> {
  // First, for by their addresses and names they are found in what others wrote.
  await forgetManager(em, personId);
  await giveMarksBack(em, personId);
  await forgetAsInviter(em, personId);
  await forgetAsInvited(em, personId);
  const left = await em.execute<{ team_id: string }[]>(
    'delete from team_member where person_id = ? returning team_id',
    [personId],
  );
  for (const { team_id: teamId } of left) {
    announceMember(em, { teamId, personId, act: 'LEAVE_TEAM' }, now);
    await tellMakerLeft(em, { teamId, personId }, now);
  }
  await emptyUnreachable(
    em,
    personId,
    left.map((team) => team.team_id),
  );
  for (const sql of FORGETTING) await em.execute(`with me as (select ?::uuid as id) ${sql}`, [personId]);
  await em.execute('select forget_names_in_history(array[?::uuid])', [personId]);
}

const BATCH = 50;

/** What they began and another sent: a version before sealed the mark of who sent it by their key, which is about to go. */
async function giveMarksBack(em: EntityManager, personId: string): Promise<void> {
  const rows = await em.execute<{ id: string; by: string }[]>(
    `with me as (select ?::uuid as id)
     select r.id, (select e.actor_id from access_request_event e where e.request_id = r.id and e.${BY_WHOM}
       order by e.place desc limit 1) as by
     from access_request r where r.owner_id = ${ME} and not (${isMarkedBy('r', ME)})
       and r.requester ->> 'name' <> '${ERASED_NAME}'`,
    [personId],
  );
  for (let from = 0; from < rows.length; from += BATCH) {
    const senders = new Map(rows.slice(from, from + BATCH).map(({ id, by }) => [id, by]));
    const requests = await em.find(
      AccessRequest,
      { id: { $in: [...senders.keys()] } },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, orderBy: { id: 'asc' } },
    );
    for (const request of requests) request.ownerId = senders.get(request.id) ?? request.ownerId;
    await em.flush();
    em.clear();
  }
}

/**
 * Drafts that nobody can reach any more, their own and those of teams that have nobody left: nothing was decided on them, and
 * nobody could correct or end what they hold of others.
 */
async function emptyUnreachable(em: EntityManager, personId: string, left: readonly string[]): Promise<void> {
  const rows = await em.execute<{ id: string }[]>(
    `update access_request r set manager = null, certificate = null, submitted_before = null
     where r.submissions = 0 and (r.team_id is null and r.owner_id = ? or r.team_id = any(?::uuid[])
       and not exists (select 1 from team_member m where m.team_id = r.team_id and ${IS_PERSON}))
     returning r.id`,
    [personId, arrayLiteral(left)],
  );
  const ids = arrayLiteral(rows.map(({ id }) => id));
  await em.execute('delete from certificate_pem where request_id = any(?::uuid[])', [ids]);
  await em.execute('delete from personal_key where subject = any(?::uuid[])', [ids]);
}

/** Who invited is told by name alone: theirs, in the teams that the audit log knows them to have invited to. */
async function forgetAsInviter(em: EntityManager, personId: string): Promise<void> {
  for (const table of ['team_member', 'team_invitation']) {
    await em.execute(
      `with me as (select ?::uuid as id), known as (
         select distinct name from (
           select name from team_member where person_id = ${ME}
           union all select actor from access_request_event where actor_id = ${ME}
         ) as names)
       update ${table} set invited_by = '${ERASED_NAME}'
       where invited_by in (select name from known) and team_id in (
         select subject_id from audit_record
         where actor_id = ${ME} and act in ('inviteToTeam', 'renewTeamInvitation'))`,
      [personId],
    );
  }
}

/** Who was invited and has not accepted is known by the address alone, which is sealed by the invitation's key. */
async function forgetAsInvited(em: EntityManager, personId: string): Promise<void> {
  const addresses = await addressesOf(em, personId);
  const rows = await em.execute<{ id: string; email: NonNullable<SealedText> }[]>(
    `select id, ${sealedText('team_invitation.email')} as email from team_invitation where person_id is null`,
  );
  const theirs = rows.filter(({ email }) => addresses.has(folded(openText(em, email)))).map(({ id }) => id);
  await em.execute('delete from team_invitation where id = any(?::uuid[])', [arrayLiteral(theirs)]);
  await em.execute('delete from personal_key where subject = any(?::uuid[])', [arrayLiteral(theirs)]);
}
