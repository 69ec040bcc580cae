import { randomUUIDv7 } from 'node:crypto';
import { type Caller, recordStatements } from '@portal/service-kit';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { PanelFigures, ReviewPanel } from '../panel/panel.ts';
import { clara } from '../testing/people.ts';
import { insertSubmitted } from '../testing/rows.ts';
import { startService } from '../testing/service.ts';
import { coarse, SMALLEST_GROUP } from './coarse.ts';
import { publish } from './publish.ts';
import { wholeWeeks } from './published.ts';
import type { Transparency } from './transparency.ts';

const NOBODY: Caller = { kind: 'anonymous' };
const HOUR = 3_600_000;
const service = await startService();
afterAll(() => service[Symbol.asyncDispose]());

const FIGURES = 'answered medianHours p90Hours within72Share inTimeShare';
async function told(): Promise<Transparency> {
  const { data, errors } = await service.ask<{ transparency: Transparency }>(
    NOBODY,
    `{ transparency { since until reckonedAt figures { ${FIGURES} } standing { state requests } outcomes { state requests }
       weeks { monday submitted figures { ${FIGURES} } } portfolios { portfolio { slug } figures { ${FIGURES} } }
       ufs { uf figures { ${FIGURES} } } } }`,
  );
  expect(errors).toBeUndefined();
  return data.transparency;
}

/** So many requests of a UF, submitted at a moment and approved so many hours later. */
async function answered(count: number, uf: string, portfolio: string, at: Date, hours: number): Promise<void> {
  for (let place = 0; place < count; place += 1) {
    const request = await insertSubmitted(service.orm, { state: 'APPROVED', portfolio });
    const submitted = JSON.stringify({ ...request, establishment: { ...request.establishment, uf }, evidence: [] });
    const em = service.orm.em.fork();
    await em.execute('update access_request set submitted = ?::jsonb where id = ?', [submitted, request.id]);
    const event = `insert into access_request_event (id, request_id, at, actor_id, actor, action, "from", "to", reasons)
      values (?, ?, ?, ?, ?, ?, ?, ?, '[]')`;
    await em.execute(event, [randomUUIDv7(), request.id, at, clara.id, 'A', 'SUBMIT', 'DRAFT', 'SUBMITTED']);
    const later = new Date(at.getTime() + hours * HOUR);
    await em.execute(event, [randomUUIDv7(), request.id, later, clara.id, 'B', 'APPROVE', 'IN_REVIEW', 'APPROVED']);
  }
}

test('anybody is told of groups of five and more, and of no smaller one; asked again it costs no statement within the hour', async () => {
  const at = new Date('2026-11-03T12:00:00Z');
  await answered(6, 'GO', 'rnds', at, 10);
  await answered(7, 'PB', 'rnds', at, 20);
  await answered(2, 'AC', 'cnes', at, 30);
  service.clock.now = new Date('2026-11-24T12:00:00Z');
  const first = await told();
  expect(first).toMatchObject({
    since: '2025-11-24T03:00:00.000Z',
    until: '2026-11-23T03:00:00.000Z',
    figures: { answered: 15, medianHours: 20, p90Hours: 26, within72Share: 1, inTimeShare: 1 },
    outcomes: [
      { state: 'APPROVED', requests: 15 },
      { state: 'CHANGES_REQUESTED', requests: null },
      { state: 'REJECTED', requests: null },
    ],
  });
  expect(first.weeks).toHaveLength(52);
  expect(first.weeks.find(({ monday }) => monday === '2026-11-02')).toMatchObject({
    submitted: 15,
    figures: { answered: 15 },
  });
  expect(first.ufs.map(({ uf, figures }) => [uf, figures.answered])).toEqual([
    ['AC', null],
    ['GO', 5],
    ['PB', 5],
  ]);
  expect(first.ufs[0]?.figures).toEqual({
    answered: null,
    medianHours: null,
    p90Hours: null,
    within72Share: null,
    inTimeShare: null,
  });
  expect(first.portfolios.map(({ portfolio, figures }) => [portfolio.slug, figures.answered])).toEqual([
    ['cnes', null],
    ['rnds', 15],
  ]);
  {
    using recorded = recordStatements('operations');
    await Promise.all([told(), told(), told()]);
    expect(recorded.count).toBe(0);
  }
  service.clock.now = new Date('2026-11-24T13:00:01Z');
  using recorded = recordStatements('operations');
  const again = await Promise.all([told(), told(), told()]);
  expect(recorded.count).toBe(4);
  expect(again[0]?.ufs).toEqual(first.ufs);
});

const figures = fc
  .record({ approved: fc.nat(8), byRule: fc.nat(3), rejected: fc.nat(8), changesAsked: fc.nat(8) })
  .map(({ approved, byRule, rejected, changesAsked }): PanelFigures => {
    const answered = approved + byRule + rejected + changesAsked;
    const hours = answered === byRule ? null : 7.3;
    const times = { medianHours: hours, p90Hours: hours, within72Share: hours && 0.934, inTimeShare: hours && 0.934 };
    return { answered, approved: approved + byRule, byRule, rejected, changesAsked, ...times };
  });

test('whatever there is, no count under five is told, nor a time of fewer people’s answers, nor one too fine', () => {
  const portfolios = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd'));
  fc.assert(
    fc.property(portfolios, fc.array(figures, { minLength: 5, maxLength: 5 }), fc.nat(8), (slugs, of, count) => {
      const at = (place: number) => of[place] as PanelFigures;
      const panel: ReviewPanel = {
        figures: at(4),
        states: [{ state: 'SUBMITTED', requests: count, late: 0 }],
        weeks: [{ monday: '2026-11-02', submitted: count, figures: at(0) }],
        portfolios: slugs.map((slug, place) => ({ portfolio: { slug }, figures: at(place) })),
        ufs: [],
        reasons: [],
        reviewers: null,
      };
      const now = new Date('2026-11-24T12:00:00Z');
      const published = publish(panel, wholeWeeks(now), now);
      const counts = [
        ...[published.standing, published.outcomes].flat().map(({ requests }) => requests),
        ...published.weeks.map(({ submitted }) => submitted),
        ...[published, ...published.weeks, ...published.portfolios].map((row) => row.figures.answered),
      ];
      for (const told of counts) expect(told === null || (told >= SMALLEST_GROUP && told % 5 === 0)).toBe(true);
      const rows = published.portfolios.map((row) => [row.figures, at(slugs.indexOf(row.portfolio.slug))] as const);
      for (const [told, { answered, byRule }] of rows) {
        const times = [told.medianHours, told.p90Hours, told.within72Share, told.inTimeShare];
        const many = answered - byRule >= SMALLEST_GROUP;
        expect(times).toEqual(many ? [7, 7, 0.95, 0.95] : [null, null, null, null]);
      }
    }),
  );
});

test('a count is told no nearer than the nearest five: of what is told several may be meant', () => {
  fc.assert(
    fc.property(fc.nat(1000), (count) => {
      const told = coarse(count);
      expect(told === null).toBe(count < SMALLEST_GROUP);
      if (told !== null) expect(Math.abs(told - count)).toBeLessThanOrEqual(2);
      const alike = Array.from({ length: 1010 }, (_, other) => other).filter((other) => coarse(other) === told);
      // 5 to 7 are told as five.
      expect(alike.length).toBeGreaterThanOrEqual(3);
    }),
  );
});

test('the weeks are whole ones of Brasília, and the same the whole week long', () => {
  const [monday, sunday] = [new Date('2026-11-23T03:00:00Z'), new Date('2026-11-30T02:59:59Z')];
  expect(wholeWeeks(monday)).toEqual(wholeWeeks(sunday));
  expect(wholeWeeks(monday)).toEqual({ since: new Date('2025-11-24T03:00:00Z'), until: monday });
});
