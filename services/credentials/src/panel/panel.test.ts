import { recordStatements } from '@portal/service-kit';
import { afterAll, expect, test } from 'vitest';
import { Journey, type SeenRequest } from '../testing/journey.ts';
import { ana, clara, davi, gilda } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const HOUR = 3_600_000;
const MONDAY = Date.parse('2026-09-07T12:00:00Z');

function at(hours: number): void {
  service.clock.now = new Date(MONDAY + hours * HOUR);
}

const FIGURES = 'answered approved byRule rejected changesAsked medianHours p90Hours within72Share inTimeShare';

interface Figures {
  answered: number;
  medianHours: number | null;
  p90Hours: number | null;
  within72Share: number | null;
}

interface Panel {
  figures: Figures;
  states: { state: string; requests: number; late: number }[];
  weeks: { monday: string; submitted: number; figures: Figures }[];
  portfolios: { portfolio: { slug: string }; figures: Figures }[];
  ufs: { uf: string | null; figures: Figures }[];
  reasons: { code: string; label: string; answers: number }[];
  reviewers:
    | { name: string; holding: number; late: number; oldestSubmittedAt: string | null; figures: Figures }[]
    | null;
}

const PANEL = `query ($since: DateTime!, $until: DateTime!) {
  reviewPanel(since: $since, until: $until) {
    figures { ${FIGURES} }
    states { state requests late }
    weeks { monday submitted figures { ${FIGURES} } }
    portfolios { portfolio { slug } figures { ${FIGURES} } }
    ufs { uf figures { ${FIGURES} } }
    reasons { code label answers }
    reviewers { name holding late oldestSubmittedAt figures { ${FIGURES} } }
  }
}`;

async function panel(person: typeof ana, since: string, until: string): Promise<Panel> {
  const { data, errors } = await service.ask<{ reviewPanel: Panel }>(person, PANEL, { since, until });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.reviewPanel;
}

test('tells what was answered and how soon, by week, portfolio, UF, reason and reviewer; and what stands now', async () => {
  at(0);
  const soon = await journey.submitted();
  const late = await journey.submitted();
  const mended = await journey.submitted();
  const waits = await journey.submitted();
  at(10);
  await journey.done(journey.act(clara, 'approve', await journey.done(journey.act(clara, 'claim', soon))));
  at(20);
  const asked = await journey.done(
    journey.refuse(clara, 'requestChanges', await journey.done(journey.act(clara, 'claim', mended))),
  );
  at(100);
  await journey.done(journey.refuse(davi, 'rejectAccessRequest', await journey.done(journey.act(davi, 'claim', late))));
  // In the week after, from its second submit on.
  at(170);
  const again = await journey.done(journey.act(ana, 'submit', asked));
  at(200);
  await journey.done(journey.act(davi, 'approve', await journey.done(journey.act(davi, 'claim', again))));
  await journey.done(journey.act(davi, 'claim', waits));

  using recorded = recordStatements('operations');
  const told = await panel(gilda, '2026-09-07T03:00:00Z', '2026-09-21T03:00:00Z');
  expect(recorded.count).toBe(4);
  // 10, 20, 30 and 100 hours.
  expect(told.figures).toMatchObject({
    answered: 4,
    approved: 2,
    byRule: 0,
    rejected: 1,
    changesAsked: 1,
    medianHours: 25,
    within72Share: 0.75,
    inTimeShare: 0.75,
  });
  expect(told.figures.p90Hours).toBeCloseTo(79);
  expect(told.weeks.map(({ monday, submitted, figures }) => [monday, submitted, figures.answered])).toEqual([
    ['2026-09-07', 4, 3],
    ['2026-09-14', 1, 1],
  ]);
  expect(told.portfolios.map(({ portfolio, figures }) => [portfolio.slug, figures.answered])).toEqual([['cnes', 4]]);
  expect(told.ufs.map(({ figures }) => figures.answered)).toEqual([4]);
  expect(told.reasons).toEqual([{ code: 'OTHER', label: expect.any(String), answers: 2 }]);
  expect(told.states.filter(({ requests }) => requests > 0)).toEqual([{ state: 'IN_REVIEW', requests: 1, late: 1 }]);
  expect(
    told.reviewers?.map(({ name, holding, late: overdue, figures }) => [name, holding, overdue, figures.answered]),
  ).toEqual([
    ['Davi Rocha', 1, 1, 2],
    ['Clara Nunes', 0, 0, 2],
  ]);
  expect(told.reviewers?.[0]?.oldestSubmittedAt).toBe(new Date(MONDAY).toISOString());

  const before = await panel(clara, '2026-08-31T03:00:00Z', '2026-09-07T03:00:00Z');
  expect(before.figures).toMatchObject({
    answered: 0,
    medianHours: null,
    p90Hours: null,
    within72Share: null,
    inTimeShare: null,
  });
  expect(before.weeks).toMatchObject([{ monday: '2026-08-31', submitted: 0 }]);
  expect(before.reviewers).toBeNull();
});

test('the first approval of two is an answer of nobody, and the work of who gave it, under their newest name', async () => {
  at(1000);
  const claimed = async (person: typeof ana, request: SeenRequest) =>
    journey.done(journey.act(person, 'claim', request));
  const before = { ...clara, name: 'Zilda Nunes' };
  const one = await journey.submitted(ana, 'cadsus');
  at(1010);
  const first = await journey.done(journey.act(before, 'approve', await claimed(before, one)));
  const read = async () => {
    const { figures, reviewers } = await panel(gilda, '2026-10-12T03:00:00Z', '2026-11-02T03:00:00Z');
    return [
      figures.answered,
      reviewers?.map(({ name, figures: { answered, medianHours } }) => [name, answered, medianHours]),
    ];
  };
  expect(await read()).toEqual([0, expect.arrayContaining([['Zilda Nunes', 1, 10]])]);
  at(1020);
  await journey.done(journey.act(davi, 'approve', await claimed(davi, first)));
  await journey.done(journey.refuse(clara, 'rejectAccessRequest', await claimed(clara, await journey.submitted())));
  expect(await read()).toEqual([
    2,
    expect.arrayContaining([
      ['Clara Nunes', 2, 5],
      ['Davi Rocha', 1, 20],
    ]),
  ]);
});

test.each([
  ['turned around', '2026-09-08T00:00:00Z', '2026-09-07T00:00:00Z'],
  ['of nothing', '2026-09-07T00:00:00Z', '2026-09-07T00:00:00Z'],
  ['of more than a year', '2025-01-01T00:00:00Z', '2026-09-07T00:00:00Z'],
])('a period %s is refused', async (_, since, until) => {
  const { errors } = await service.ask(gilda, PANEL, { since, until });
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('in time is by the deadline that it was submitted under', async () => {
  const em = service.orm.em.fork();
  at(2000);
  const soon = await journey.submitted();
  const late = await journey.submitted();
  for (const [request, due] of [
    [soon, 100],
    [late, 30],
  ] as const) {
    await em.execute(
      `update access_request_event set due_at = at + ? * interval '1 hour' where request_id = ? and action = 'SUBMIT'`,
      [due, request.id],
    );
  }
  at(2020);
  await journey.done(journey.act(clara, 'approve', await journey.done(journey.act(clara, 'claim', late))));
  at(2090);
  await journey.done(journey.act(clara, 'approve', await journey.done(journey.act(clara, 'claim', soon))));
  const since = new Date(MONDAY + 1999 * HOUR).toISOString();
  const { figures } = await panel(gilda, since, new Date(MONDAY + 2100 * HOUR).toISOString());
  // 20 and 90 hours, which were due after 30 and 100.
  expect(figures).toMatchObject({ answered: 2, within72Share: 0.5, inTimeShare: 1 });
  await em.execute('update access_request_event set due_at = null where request_id in (?, ?)', [soon.id, late.id]);
  const old = await panel(gilda, since, new Date(MONDAY + 2100 * HOUR).toISOString());
  expect(old.figures).toMatchObject({ within72Share: 0.5, inTimeShare: 0.5 });
});
