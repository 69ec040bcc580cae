import type { EntityManager } from '@mikro-orm/postgresql';
import type { MessageSide, NoticeKind } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';
import type { Change } from '../events/change.ts';
import { QUEUE_STATES } from '../events/change.ts';
import { type Members, membersOf, membersSql } from '../teams/members.ts';
import { lockReading, type NoticeDraft } from './notice-rows.ts';
import { peopleKnown, type Staff, staffOf, whoAnswers } from './recipients.ts';

/** What the team is told of an act on a request or a credential, or of a run. */
const FOR_TEAM: Partial<Record<NonNullable<Change['act']>, NoticeKind>> = {
  SUBMIT: 'REQUEST_SUBMITTED',
  CLAIM: 'REQUEST_CLAIMED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  REJECT: 'REQUEST_REJECTED',
  ISSUE: 'CREDENTIAL_ISSUED',
  SUSPEND: 'CREDENTIAL_SUSPENDED',
  REVOKE: 'CREDENTIAL_REVOKED',
  CHANGE_CERTIFICATE: 'CERTIFICATE_CHANGED',
  COMPLETE_RUN: 'RUN_COMPLETED',
};

/** What is to be told of changes on the live line, to whom. */
export async function noticesOf(em: EntityManager, changes: readonly Change[], now: Date): Promise<NoticeDraft[]> {
  const facts = await factsOf(em, changes, now);
  return changes.flatMap((change) => {
    const about = facts.about.get(change.subjectId);
    if (!about) return [];
    const { request_id: requestId, credential_id: credentialId } = about;
    const messageId = change.act === 'WRITE_MESSAGE' ? change.eventId : null;
    const draft = { occasion: change.id, at: change.at, requestId, credentialId, messageId };
    return told(change, about, facts).map((one) => ({
      ...draft,
      // The Ministry meets a credential on its request.
      ...(one.side === 'REVIEWERS' && { credentialId: null }),
      ...one,
    }));
  });
}

type Told = Pick<NoticeDraft, 'personId' | 'side' | 'kind'>;

function told(change: Change, about: About, { messages, staff: all, former, drawers }: Facts): Told[] {
  const staff = staffOf(about.portfolio, all);
  const { act, from, to, eventId } = change;
  const team = (kind: NoticeKind): Told[] =>
    Object.keys(about.members).map((personId) => ({ personId, side: 'INTEGRATOR', kind }));
  // Who is of the team that asks reviews nothing of it.
  const reviewing = (ids: readonly string[], kind: NoticeKind): Told[] =>
    ids.filter((id) => !about.members[id]).map((personId) => ({ personId, side: 'REVIEWERS', kind }));
  if (act === 'APPROVE') {
    if (to !== 'APPROVED') return [];
    return team(about.replaces_id === null ? 'REQUEST_APPROVED' : 'ALTERATION_APPROVED');
  }
  if (change.subject === 'CREDENTIAL' && act === 'TRANSFER') {
    const left = former.get(eventId ?? '') ?? [];
    return [...new Set([...Object.keys(about.members), ...left])]
      .map((personId): Told => ({ personId, side: 'INTEGRATOR', kind: 'CREDENTIAL_TRANSFERRED' }))
      .concat(reviewing(staff.managers, 'CREDENTIAL_TRANSFERRED').filter(({ personId }) => !left.includes(personId)));
  }
  if (act === 'WRITE_MESSAGE') {
    const message = messages.get(eventId ?? '');
    const holder = about.reviewer_id ?? about.previous_reviewer_id;
    return (
      message?.side === 'REVIEWERS' ? team('MESSAGE_WRITTEN') : reviewing(whoAnswers(holder, staff), 'MESSAGE_WRITTEN')
    ).filter(({ personId }) => !message?.read_by.includes(personId));
  }
  // Whoever drew it has it before their eyes.
  if (act === 'ROTATE_SECRET')
    return team('SECRET_DRAWN').filter(({ personId }) => personId !== drawers.get(change.id));
  if (act === 'HAND_OVER')
    return reviewing(about.reviewer_id === null ? [] : [about.reviewer_id], 'REQUEST_HANDED_OVER');
  const kind = act === null ? undefined : FOR_TEAM[act];
  if (!kind) return [];
  // What a rule, or somebody quick, has done with by now waits for nobody.
  const waits = act === 'SUBMIT' && QUEUE_STATES.includes(about.state);
  const arrived = from === 'CHANGES_REQUESTED' ? 'REQUEST_RESUBMITTED' : 'REQUEST_ARRIVED';
  return [...team(kind), ...(waits ? reviewing(staff.reviewers, arrived) : [])];
}

/** What a change is about. */
interface About {
  request_id: string;
  credential_id: string | null;
  /** The credential that the request is to alter. */
  replaces_id: string | null;
  members: Members;
  portfolio: string;
  state: Change['to'] & string;
  reviewer_id: string | null;
  previous_reviewer_id: string | null;
}

interface WrittenMessage {
  id: string;
  side: MessageSide;
  read_by: string[];
}

interface Facts {
  /** By the id of the request or the credential. */
  about: ReadonlyMap<string, About>;
  /** By their ids. */
  messages: ReadonlyMap<string, WrittenMessage>;
  staff: Staff;
  /** Who is in the teams that something was transferred from. */
  former: ReadonlyMap<string, readonly string[]>;
  /** Who drew a secret, by the change that tells of it; a system is nobody. */
  drawers: ReadonlyMap<string, string>;
}

async function factsOf(em: EntityManager, changes: readonly Change[], now: Date): Promise<Facts> {
  const subjects = arrayLiteral(changes.map(({ subjectId }) => subjectId));
  const about = await em.execute<(About & { id: string })[]>(
    `select r.id, r.id as request_id, null::uuid as credential_id, r.replaces_id, ${membersSql('r')} as members, r.portfolio,
       r.state, r.reviewer_id, (r.previous_reviewer ->> 'id')::uuid as previous_reviewer_id
     from access_request r where r.id = any(?::uuid[])
     union all
     select c.id, r.id, c.id, null, ${membersSql('c')}, r.portfolio, r.state, r.reviewer_id, null
     from credential c join access_request r on r.id = c.request_id where c.id = any(?::uuid[])`,
    [subjects, subjects],
  );
  const written = changes.flatMap(({ act, eventId }) => (act === 'WRITE_MESSAGE' && eventId ? [eventId] : []));
  const messages = await readMessages(em, written);
  const wanted = changes.some(({ act }) => act === 'SUBMIT' || act === 'WRITE_MESSAGE' || act === 'TRANSFER');
  const left = changes.flatMap(({ subject, act, eventId }) =>
    subject === 'CREDENTIAL' && act === 'TRANSFER' && eventId ? [eventId] : [],
  );
  return {
    about: new Map(about.map((row) => [row.id, row])),
    messages: new Map(messages.map((message) => [message.id, message])),
    former: new Map(
      await Promise.all([...new Set(left)].map(async (id) => [id, Object.keys(await membersOf(em, id))] as const)),
    ),
    drawers: await drawersOf(em, changes),
    staff: {
      reviewers: wanted ? await peopleKnown(em, 'REVIEWER', now) : [],
      managers: wanted ? await peopleKnown(em, 'MANAGER', now) : [],
    },
  };
}

async function drawersOf(em: EntityManager, changes: readonly Change[]): Promise<Map<string, string>> {
  const ids = changes.filter(({ act }) => act === 'ROTATE_SECRET').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  // The change and its record were written of one moment.
  const rows = await em.execute<{ id: string; actor_id: string }[]>(
    `select o.id, a.actor_id from outbox o
     join audit_record a on a.subject_id = o.subject_id and a.at = o.at and a.act = 'ROTATE_SECRET'
     where o.id = any(?::uuid[]) and a.actor_id is not null`,
    [arrayLiteral(ids)],
  );
  return new Map(rows.map((row) => [row.id, row.actor_id]));
}

/** Whoever marks one as read while this is under way waits until its notices are there. */
async function readMessages(em: EntityManager, ids: readonly string[]): Promise<WrittenMessage[]> {
  if (ids.length === 0) return [];
  await lockReading(em, `(select request_id from request_message where id = any(?::uuid[]))`, [arrayLiteral(ids)]);
  return em.execute<WrittenMessage[]>(
    `select id, side, array(
       select person_id from request_message_read r where r.request_id = m.request_id and r.place >= m.place
     ) as read_by
     from request_message m where id = any(?::uuid[])`,
    [arrayLiteral(ids)],
  );
}
