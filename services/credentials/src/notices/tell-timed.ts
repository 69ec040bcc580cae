import type { EntityManager } from '@mikro-orm/postgresql';
import { EXPIRY_NOTICE_DAYS, TEAM_POLICY } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';
import { type Members, membersSql } from '../teams/members.ts';
import { addNotices } from './notice-rows.ts';
import { peopleKnown, type StaffOf, staffOf, whoAnswers } from './recipients.ts';

/** How many of a kind are found at a time. */
const MOST = 500;

/**
 * Tells what time brings: credentials and tokens of teams that are about to end, answers that are about to be due, accounts that are
 * about to be erased. Of stages that passed
 * unseen the last alone is told. The occasion names the moment too: what is put off is told anew.
 */
export async function tellTimed(em: EntityManager, now: Date): Promise<void> {
  await em.fork().transactional(async (inside) => {
    await tellExpiring(inside, now);
    await tellExpiringTokens(inside, now);
    await tellDue(inside, now);
    await tellErasures(inside, now);
  });
}

async function tellExpiring(em: EntityManager, now: Date): Promise<void> {
  const nearestFirst = [...EXPIRY_NOTICE_DAYS].reverse();
  for (const [index, days] of nearestFirst.entries()) {
    const rows = await em.execute<ExpiringRow[]>(
      `select id, person_id, request_id, expires_at, occasion from (
         select c.*, 'expiring ' || ?::int || ' ' || c.id || ' ' || extract(epoch from expires_at)::bigint as occasion,
           jsonb_object_keys(${membersSql('c')})::uuid as person_id
         from credential c
         where c.state = 'ACTIVE' and expires_at > ?::timestamptz + ? * interval '1 day'
           and expires_at <= ?::timestamptz + ? * interval '1 day'
       ) as expiring
       where not exists (
         select 1 from notice where notice.occasion = expiring.occasion and notice.person_id = expiring.person_id
       ) limit ${MOST}`,
      [days, now, nearestFirst[index - 1] ?? 0, now, days],
    );
    await addNotices(
      em,
      rows.map((row) => ({
        personId: row.person_id,
        side: 'INTEGRATOR',
        kind: 'CREDENTIAL_EXPIRING',
        occasion: row.occasion,
        at: now,
        requestId: row.request_id,
        credentialId: row.id,
        deadline: new Date(row.expires_at),
      })),
    );
  }
}

interface ExpiringRow {
  id: string;
  person_id: string;
  request_id: string;
  expires_at: Date | string;
  occasion: string;
}

interface ExpiringTokenRow extends Pick<ExpiringRow, 'person_id' | 'expires_at' | 'occasion'> {
  team_id: string;
}

/** Tokens of teams, to who looks after them. One that was made for less than a stage has none of it. */
async function tellExpiringTokens(em: EntityManager, now: Date): Promise<void> {
  const nearestFirst = [...EXPIRY_NOTICE_DAYS].reverse();
  for (const [index, days] of nearestFirst.entries()) {
    const rows = await em.execute<ExpiringTokenRow[]>(
      `select person_id, team_id, expires_at, occasion from (
         select m.person_id, m.team_id, t.expires_at,
           'token expiring ' || ?::int || ' ' || t.id || ' ' || extract(epoch from t.expires_at)::bigint as occasion
         from team_token t join team_member m on m.team_id = t.team_id and m.role = any(?)
         where t.expires_at > ?::timestamptz + ? * interval '1 day' and t.expires_at <= ?::timestamptz + ? * interval '1 day'
           and t.expires_at - t.issued_at > ? * interval '1 day'
       ) as expiring
       where not exists (
         select 1 from notice where notice.occasion = expiring.occasion and notice.person_id = expiring.person_id
       ) limit ${MOST}`,
      [days, arrayLiteral(TEAM_POLICY.MANAGE_TOKENS), now, nearestFirst[index - 1] ?? 0, now, days, days],
    );
    await addNotices(
      em,
      rows.map(({ person_id: personId, team_id: teamId, occasion, expires_at }) => ({
        personId,
        teamId,
        side: 'INTEGRATOR',
        kind: 'TEAM_TOKEN_EXPIRING',
        occasion,
        at: now,
        deadline: new Date(expires_at),
      })),
    );
  }
}

/** When an answer is to be told of, in SQL; where the request does not say, by its share of the time of the clock. */
const momentOf = (name: 'remindAt' | 'escalateAt', share: string) =>
  `coalesce((rules #>> '{answerTime,${name}}')::timestamptz, submitted_at + (due_at - submitted_at) * (${share}))`;

/** When reviewers are reminded of an answer, the last first, and whether whoever leads them is told as well. */
const REMINDERS = [
  { share: 100, at: 'due_at', escalates: true },
  { share: 83, at: momentOf('escalateAt', '5 / 6.0'), escalates: true },
  { share: 67, at: momentOf('remindAt', '2 / 3.0'), escalates: false },
];

/** For so long after its end a time that passed is told: shorter than notices are kept, so that none is told anew. */
const PASSED = "interval '30 days'";

async function tellDue(em: EntityManager, now: Date): Promise<void> {
  const staff = { reviewers: await peopleKnown(em, 'REVIEWER', now), managers: await peopleKnown(em, 'MANAGER', now) };
  for (const [index, reminder] of REMINDERS.entries()) {
    for await (const rows of passed(em, now, reminder, REMINDERS[index - 1])) {
      await addNotices(
        em,
        rows.flatMap((row) =>
          whoIsReminded(row, staffOf(row.portfolio, staff), reminder)
            .filter((id) => !row.members[id])
            .map((personId) => ({
              personId,
              side: 'REVIEWERS' as const,
              kind: 'DEADLINE_NEAR' as const,
              occasion: row.occasion,
              at: now,
              requestId: row.id,
              deadline: new Date(row.due_at),
            })),
        ),
      );
    }
  }
}

function whoIsReminded({ reviewer_id: holder }: DueRow, staff: StaffOf, { escalates }: Reminder): string[] {
  return [...new Set([...whoAnswers(holder, staff), ...(escalates ? staff.managers : [])])];
}

/** Page by page, for some are nobody's to be told, and would stand in the way of others for ever. */
async function* passed(
  em: EntityManager,
  now: Date,
  { share, at }: Reminder,
  next?: Reminder,
): AsyncGenerator<DueRow[]> {
  const until = next ? next.at : `due_at + ${PASSED}`;
  let after = '00000000-0000-0000-0000-000000000000';
  for (let full = true; full; ) {
    const rows = await em.execute<DueRow[]>(
      `select id, members, portfolio, reviewer_id, due_at, occasion from (
         select r.*, ${membersSql('r')} as members, 'due ' || ?::int || ' ' || r.id || ' ' || extract(epoch from due_at)::bigint as occasion
         from access_request r
         where r.state in ('SUBMITTED', 'IN_REVIEW')
           and ?::timestamptz >= ${at}
           and ?::timestamptz < ${until}
           and r.id > ?
       ) as due
       where not exists (select 1 from notice where notice.occasion = due.occasion) order by id limit ${MOST}`,
      [share, now, now, after],
    );
    yield rows;
    after = rows.at(-1)?.id ?? after;
    full = rows.length === MOST;
  }
}

type Reminder = (typeof REMINDERS)[number];

interface DueRow {
  id: string;
  members: Members;
  portfolio: string;
  reviewer_id: string | null;
  due_at: Date | string;
  occasion: string;
}

/** To the person, a day before. */
async function tellErasures(em: EntityManager, now: Date): Promise<void> {
  const rows = await em.execute<{ person_id: string; due_at: string; occasion: string }[]>(
    `select person_id, due_at, occasion from (
       select *, 'erasure near ' || extract(epoch from due_at)::bigint as occasion from erasure_request
       where due_at > ?::timestamptz and due_at <= ?::timestamptz + interval '1 day'
     ) as near
     where not exists (
       select 1 from notice where notice.occasion = near.occasion and notice.person_id = near.person_id
     ) limit ${MOST}`,
    [now, now],
  );
  await addNotices(
    em,
    rows.map(({ person_id: personId, due_at: dueAt, occasion }) => ({
      personId,
      side: 'INTEGRATOR',
      kind: 'ERASURE_ASKED',
      occasion,
      at: now,
      deadline: new Date(dueAt),
    })),
  );
}
