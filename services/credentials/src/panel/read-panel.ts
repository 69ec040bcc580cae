import type { EntityManager } from '@mikro-orm/postgresql';
import type { AccessRequestState } from '@portal/domain';
import { withinReach } from '../requests/reach.ts';
import { reasonLabel } from '../review-reasons/reason-label.ts';
import type { PanelFigures, PanelReason, PanelReviewer, PanelState, PanelWeek, ReviewPanel } from './panel.ts';

/** From when to when. */
export interface Period {
  since: Date;
  until: Date;
}

/** What is looked at: a period, and portfolios; null for all. */
export interface Looked extends Period {
  portfolios: readonly string[] | null;
}

/** What is done to answer; an index is made of the very words. Of two approvals the first is work, and no answer yet. */
const ANSWERS_OR_APPROVES = `e.action in ('REQUEST_CHANGES', 'REJECT', 'APPROVE')`;

const WEEK = (moment: string) =>
  `to_char(date_trunc('week', ${moment} at time zone 'America/Sao_Paulo'), 'YYYY-MM-DD')`;

// What the rule of a portfolio approved took no time of anybody's.
const HOURS = 'case when actor_id is not null then hours end';
const FIGURES = `
  count(*)::int as answered,
  count(*) filter (where action = 'APPROVE')::int as approved,
  count(*) filter (where action = 'APPROVE' and actor_id is null)::int as "byRule",
  count(*) filter (where action = 'REJECT')::int as rejected,
  count(*) filter (where action = 'REQUEST_CHANGES')::int as "changesAsked",
  percentile_cont(0.5) within group (order by ${HOURS}) as "medianHours",
  percentile_cont(0.9) within group (order by ${HOURS}) as "p90Hours",
  (count(*) filter (where ${HOURS} <= 72))::float / nullif(count(*) filter (where actor_id is not null), 0) as "within72Share",
  (count(*) filter (where actor_id is not null and in_time))::float / nullif(count(*) filter (where actor_id is not null), 0) as "inTimeShare"`;

/** Each answer of the period, and each first approval of two, with the hours since the submit that it answers. */
const answersIn = (inReach: string) => `
  answers as materialized (
    select e.action, e.action <> 'APPROVE' or e."to" = 'APPROVED' as final, e.actor_id, e.actor, e.at, r.portfolio, r.submitted #>> '{establishment,uf}' as uf,
      ${WEEK('e.at')} as week,
      extract(epoch from e.at - sent.at)::float / 3600 as hours,
      e.at <= coalesce(sent.due_at, sent.at + interval '72 hours') as in_time
    from access_request_event e join access_request r on r.id = e.request_id
    left join lateral (
      select s.at, s.due_at from access_request_event s
      where s.request_id = e.request_id and s.place < e.place and s.action = 'SUBMIT'
      order by s.place desc limit 1
    ) as sent on true
    where ${ANSWERS_OR_APPROVES} and e.at >= ? and e.at < ? and ${inReach}
  )`;

const PORTFOLIO_OF_EVENT = '(select r.portfolio from access_request r where r.id = e.request_id)';

const EMPTY: PanelFigures = {
  answered: 0,
  approved: 0,
  byRule: 0,
  rejected: 0,
  changesAsked: 0,
  medianHours: null,
  p90Hours: null,
  within72Share: null,
  inTimeShare: null,
};

interface GroupRow extends PanelFigures {
  /** By what it is grouped: a bit for each of week, portfolio and UF that it is not; OF_PERSON by none of them. */
  grouped: number;
  week: string | null;
  portfolio: string | null;
  uf: string | null;
  actor_id: string | null;
  name: string | null;
}

const OF_WEEK = 0b011;
const OF_PORTFOLIO = 0b101;
const OF_UF = 0b110;
const OF_ALL = 0b111;
const OF_PERSON = -1;

/** The panel in four statements, however many requests there are; `load` tells of each reviewer. */
export async function readPanel(em: EntityManager, looked: Looked, now: Date, load: boolean): Promise<ReviewPanel> {
  const [groups, reasons, weeks, standing] = await Promise.all([
    groupsOf(em, looked),
    reasonsOf(em, looked),
    weeksOf(em, looked),
    standingOf(em, looked, now),
  ]);
  const by = (grouped: number) => groups.filter((row) => row.grouped === grouped).toSorted(mostFirst);
  return {
    figures: figuresOf(by(OF_ALL)[0]),
    states: statesOf(standing),
    weeks: weeks.map(({ monday, submitted }) => {
      return { monday, submitted, figures: figuresOf(by(OF_WEEK).find(({ week }) => week === monday)) };
    }),
    portfolios: by(OF_PORTFOLIO).map((row) => ({ portfolio: { slug: row.portfolio ?? '' }, figures: figuresOf(row) })),
    ufs: by(OF_UF).map((row) => ({ uf: row.uf, figures: figuresOf(row) })),
    reasons: reasons.map(({ code, label, answers }) => ({ code, label: reasonLabel({ code, label }), answers })),
    reviewers: load ? reviewersOf(by(OF_PERSON), standing) : null,
  };
}

function groupsOf(em: EntityManager, { since, until, portfolios }: Looked): Promise<GroupRow[]> {
  const [inReach, slugs] = withinReach('r.portfolio', portfolios);
  return em.execute<GroupRow[]>(
    `with ${answersIn(inReach)}
     select grouping(week, portfolio, uf)::int as grouped, week, portfolio, uf, null::uuid as actor_id, null as name,
       ${FIGURES}
     from answers where final group by grouping sets ((), (week), (portfolio), (uf))
     union all
     select ${OF_PERSON}, null, null, null, actor_id, (array_agg(actor order by at desc))[1], ${FIGURES}
     from answers where actor_id is not null group by actor_id`,
    [since, until, ...slugs],
  );
}

function reasonsOf(
  em: EntityManager,
  { since, until, portfolios }: Looked,
): Promise<(Omit<PanelReason, 'label'> & { label: string | null })[]> {
  const [inReach, slugs] = withinReach(PORTFOLIO_OF_EVENT, portfolios);
  return em.execute(
    `select given.code, count(distinct e.id)::int as answers,
       (array_agg(given.label order by e.at desc) filter (where given.label is not null))[1] as label
     from access_request_event e, jsonb_to_recordset(e.reasons) as given (code text, label text)
     where ${ANSWERS_OR_APPROVES} and e.at >= ? and e.at < ? and ${inReach}
     group by given.code order by answers desc, given.code`,
    [since, until, ...slugs],
  );
}

/** Every week of the period, also those in which nothing was sent. */
function weeksOf(em: EntityManager, { since, until, portfolios }: Looked): Promise<Omit<PanelWeek, 'figures'>[]> {
  const [inReach, slugs] = withinReach(PORTFOLIO_OF_EVENT, portfolios);
  return em.execute(
    `with sent as (
       select ${WEEK('e.at')} as monday, count(*)::int as submitted from access_request_event e
       where e.action = 'SUBMIT' and e.at >= ? and e.at < ? and ${inReach} group by 1
     )
     select to_char(week, 'YYYY-MM-DD') as monday, coalesce(sent.submitted, 0) as submitted
     from generate_series(
       date_trunc('week', ?::timestamptz at time zone 'America/Sao_Paulo'),
       (?::timestamptz - interval '1 millisecond') at time zone 'America/Sao_Paulo',
       interval '1 week'
     ) as week left join sent on sent.monday = to_char(week, 'YYYY-MM-DD')
     order by 1`,
    [since, until, ...slugs, since, until],
  );
}

interface Standing {
  state: AccessRequestState;
  reviewer_id: string | null;
  reviewer_name: string | null;
  requests: number;
  late: number;
  oldest: Date | null;
}

/** What is under way now: by state, and what is in review by who holds it. What came to its end only grows: it is left out. */
function standingOf(em: EntityManager, { portfolios }: Looked, now: Date): Promise<Standing[]> {
  const [inReach, slugs] = withinReach('portfolio', portfolios);
  return em.execute<Standing[]>(
    `select state, case when state = 'IN_REVIEW' then reviewer_id end as reviewer_id, 
       (array_agg(reviewer_name order by updated_at desc))[1] as reviewer_name,
       count(*)::int as requests,
       (count(*) filter (where state in ('SUBMITTED', 'IN_REVIEW') and due_at < ?))::int as late,
       min(submitted_at) as oldest
     from access_request where state in (${STATES.map((state) => `'${state}'`)}) and ${inReach} group by 1, 2`,
    [now, ...slugs],
  );
}

/** Of what is under way; an index is made of the very words. */
const STATES: readonly AccessRequestState[] = ['SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED'];

function statesOf(standing: readonly Standing[]): PanelState[] {
  return STATES.map((state) => {
    const rows = standing.filter((row) => row.state === state);
    return { state, requests: sum(rows.map(({ requests }) => requests)), late: sum(rows.map(({ late }) => late)) };
  });
}

/** Who holds something or answered something, who holds most first. */
function reviewersOf(answered: readonly GroupRow[], standing: readonly Standing[]): PanelReviewer[] {
  const people = new Map<string, PanelReviewer>();
  for (const { reviewer_id, reviewer_name, requests, late, oldest } of standing) {
    if (reviewer_id === null) continue;
    people.set(reviewer_id, {
      personId: reviewer_id,
      name: reviewer_name ?? '',
      holding: requests,
      late,
      oldestSubmittedAt: oldest === null ? null : new Date(oldest),
      figures: EMPTY,
    });
  }
  for (const row of answered) {
    if (row.actor_id === null) continue;
    const none = { personId: row.actor_id, name: row.name ?? '', holding: 0, late: 0, oldestSubmittedAt: null };
    people.set(row.actor_id, { ...(people.get(row.actor_id) ?? none), figures: figuresOf(row) });
  }
  return [...people.values()].toSorted((a, b) => b.holding - a.holding || a.name.localeCompare(b.name, 'pt-BR'));
}

function figuresOf(row: GroupRow | undefined): PanelFigures {
  if (!row) return EMPTY;
  const { answered, approved, byRule, rejected, changesAsked, medianHours, p90Hours, within72Share, inTimeShare } = row;
  return { answered, approved, byRule, rejected, changesAsked, medianHours, p90Hours, within72Share, inTimeShare };
}

function mostFirst(a: GroupRow, b: GroupRow): number {
  return b.answered - a.answered || keyOf(a).localeCompare(keyOf(b));
}

function keyOf({ week, portfolio, uf, name }: GroupRow): string {
  return week ?? portfolio ?? uf ?? name ?? '';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
