import { expect, test } from 'vitest';
import { makeAgenda, type RequestStep, type Step } from './agenda.ts';
import { PLACES } from './places.ts';
import { STORIES } from './stories.ts';
import { SYSTEMS } from './systems.ts';

const now = new Date('2026-11-24T12:00:00Z');
const agenda = makeAgenda(STORIES, now);
const DAY_MS = 86_400_000;

const of = (story: number, leg: Step['leg']) => agenda.filter((step) => step.story === story && step.leg === leg);
const requests = agenda.filter((step): step is RequestStep => step.kind === 'request' && step.act === 'create');

test('the same again for the same moment, and the same month for another', () => {
  expect(makeAgenda(STORIES, now)).toEqual(agenda);
  const later = new Date(now.getTime() + 12_345);
  const moved = makeAgenda(STORIES, later).map((step) => ({ ...step, at: new Date(step.at.getTime() - 12_345) }));
  expect(moved).toEqual(agenda);
});

test('it is a month: within 31 days, in order, and not in the future', () => {
  expect(agenda).toEqual(agenda.toSorted((one, other) => one.at.getTime() - other.at.getTime()));
  expect(agenda[0]?.at.getTime()).toBeGreaterThan(now.getTime() - 31 * DAY_MS);
  expect(agenda[0]?.at.getTime()).toBeLessThan(now.getTime() - 27 * DAY_MS);
  expect(agenda.at(-1)?.at.getTime()).toBeLessThan(now.getTime());
});

test('it is about sixty requests, at several places', () => {
  expect(requests.length).toBeGreaterThanOrEqual(60);
  expect(requests.length).toBeLessThanOrEqual(70);
  expect(new Set(STORIES.map(({ place }) => PLACES[place]?.cnes)).size).toBe(PLACES.length);
});

test('what comes later in a story happens later', () => {
  STORIES.forEach((_, story) => {
    const ended = (leg: Step['leg']) => of(story, leg).at(-1)?.at.getTime() ?? 0;
    const began = (leg: Step['leg']) => of(story, leg)[0]?.at.getTime() ?? Number.POSITIVE_INFINITY;
    expect(began('credential')).toBeGreaterThan(ended('homologation'));
    expect(began('production')).toBeGreaterThan(ended('homologation'));
    expect(began('productionAgain')).toBeGreaterThan(ended('production'));
    expect(began('productionCredential')).toBeGreaterThan(ended('production'));
  });
});

test('a homologation credential is good while production is asked for', () => {
  STORIES.forEach(({ credential = [] }, story) => {
    if (credential.some(({ act }) => act !== 'drawSecret')) expect(of(story, 'production')).toEqual([]);
  });
});

test('no two open requests are for the same system', () => {
  const systems = STORIES.map(({ owner, place, system, version }) =>
    [owner, place, SYSTEMS[system].name, version].join(),
  );
  expect(new Set(systems).size).toBe(STORIES.length);
});

test('some are late: in the queue, and claimed', () => {
  const late = STORIES.flatMap(({ homologation, production }) => [homologation, production]).filter((course) => {
    return course && ((course.path === 'submitted' && course.daysAgo > 3) || (course.queueHours ?? 0) > 72);
  });
  expect(late.length).toBeGreaterThanOrEqual(5);
});
