import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerMoments, answerTimeIn, answerTimeWord, type PlacedAnswerTime, parseAnswerTime } from './answer-time.ts';
import { formatTime } from './date-time.ts';
import { dayInSaoPaulo, isWorkingDay, nationalHolidays, parseLocalHoliday } from './working-days.ts';

const NONE = new Set<string>();
const dueAt = (submittedAt: string, amount: number, holidays: ReadonlySet<string> = NONE) =>
  answerMoments(submittedAt, { unit: 'WORKING_DAYS', amount }, holidays).dueAt.toISOString();

const moment = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2040-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const days = fc.integer({ min: 1, max: 60 });
const holidays = fc
  .array(fc.date({ min: new Date('2024-01-01'), max: new Date('2040-12-31'), noInvalidDate: true }), { maxLength: 40 })
  .map((dates) => new Set(dates.map((date) => date.toISOString().slice(0, 10))));

describe('the national holidays', () => {
  test('are those of the laws, with Good Friday', () => {
    expect(nationalHolidays(2026).map(({ date, name }) => `${date} ${name}`)).toEqual([
      '2026-01-01 Confraternização Universal',
      '2026-04-03 Paixão de Cristo',
      '2026-04-21 Tiradentes',
      '2026-05-01 Dia do Trabalho',
      '2026-09-07 Independência do Brasil',
      '2026-10-12 Nossa Senhora Aparecida',
      '2026-11-02 Finados',
      '2026-11-15 Proclamação da República',
      '2026-11-20 Dia Nacional de Zumbi e da Consciência Negra',
      '2026-12-25 Natal',
    ]);
  });

  // The earliest and the latest Easter that there is, and the two that simpler rules miss.
  test.for(['2008-03-21', '2038-04-23', '1954-04-16', '2049-04-16', '2024-03-29', '2025-04-18', '2027-03-26'])(
    'Good Friday falls on %s',
    (date) => {
      expect(nationalHolidays(Number(date.slice(0, 4))).find(({ name }) => name === 'Paixão de Cristo')?.date).toBe(
        date,
      );
    },
  );
});

describe('a time in working days', () => {
  test.for([
    ['a Monday, one day', '2026-11-30T13:00:00Z', 1, '2026-12-01T21:00:00.000Z'],
    ['a Friday evening, one day', '2026-11-28T01:30:00Z', 1, '2026-11-30T21:00:00.000Z'],
    ['a Saturday, one day', '2026-11-28T13:00:00Z', 1, '2026-11-30T21:00:00.000Z'],
    ['over Christmas and the new year', '2026-12-23T13:00:00Z', 6, '2027-01-04T21:00:00.000Z'],
    ['over Good Friday', '2026-04-02T13:00:00Z', 1, '2026-04-06T21:00:00.000Z'],
  ] as const)('from %s', ([, submittedAt, amount, due]) => {
    expect(dueAt(submittedAt, amount)).toBe(due);
  });

  test('passes over a holiday that the Ministry added', () => {
    expect(dueAt('2026-11-30T13:00:00Z', 1, new Set(['2026-12-01']))).toBe('2026-12-02T21:00:00.000Z');
  });

  test('ends at the close of as many working days after the day of the submit', () => {
    fc.assert(
      fc.property(moment, days, holidays, (submittedAt, amount, local) => {
        const due = answerMoments(submittedAt, { unit: 'WORKING_DAYS', amount }, local).dueAt;
        expect(formatTime(due)).toBe('18:00');
        let counted = 0;
        const last = dayInSaoPaulo(due);
        expect(isWorkingDay(last, local)).toBe(true);
        for (let at = submittedAt; dayInSaoPaulo(at) < last; ) {
          at = new Date(at.getTime() + 86_400_000);
          if (isWorkingDay(dayInSaoPaulo(at), local)) counted += 1;
        }
        expect(counted).toBe(amount);
      }),
    );
  });

  test('reminds and escalates in hours of work, in order, and no holiday brings anything nearer', () => {
    fc.assert(
      fc.property(moment, days, holidays, (submittedAt, amount, local) => {
        const plain = answerMoments(submittedAt, { unit: 'WORKING_DAYS', amount }, NONE);
        const moments = answerMoments(submittedAt, { unit: 'WORKING_DAYS', amount }, local);
        for (const name of ['remindAt', 'escalateAt', 'dueAt'] as const) {
          const hour = Number.parseInt(formatTime(moments[name]), 10);
          expect(hour >= 8 && hour <= 18).toBe(true);
          expect(isWorkingDay(dayInSaoPaulo(moments[name]), local)).toBe(true);
          expect(moments[name] >= plain[name]).toBe(true);
        }
        expect(moments.remindAt < moments.escalateAt && moments.escalateAt < moments.dueAt).toBe(true);
      }),
    );
  });

  test('two thirds of three days is the end of the second', () => {
    const { remindAt, escalateAt } = answerMoments('2026-11-30T13:00:00Z', { unit: 'WORKING_DAYS', amount: 3 }, NONE);
    expect([remindAt, escalateAt].map((at) => at.toISOString())).toEqual([
      '2026-12-02T21:00:00.000Z',
      '2026-12-03T16:00:00.000Z',
    ]);
  });
});

test('a time in hours is of the clock, whatever day it is', () => {
  const {
    remindAt,
    escalateAt,
    dueAt: due,
  } = answerMoments('2026-12-24T12:00:00Z', { unit: 'HOURS', amount: 72 }, NONE);
  expect([remindAt, escalateAt, due].map((at) => at.toISOString())).toEqual([
    '2026-12-26T12:00:00.000Z',
    '2026-12-27T00:00:00.000Z',
    '2026-12-27T12:00:00.000Z',
  ]);
});

test('a portfolio’s own time goes before that of all, in its environment alone', () => {
  const time = (portfolio: string | null, environment: 'HOMOLOGATION' | 'PRODUCTION', amount: number) =>
    ({ portfolio, environment, unit: 'HOURS', amount }) satisfies PlacedAnswerTime;
  const times = [time(null, 'HOMOLOGATION', 72), time(null, 'PRODUCTION', 48), time('rnds', 'PRODUCTION', 24)];
  expect(answerTimeIn(times, 'rnds', 'PRODUCTION')).toMatchObject({ amount: 24 });
  expect(answerTimeIn(times, 'rnds', 'HOMOLOGATION')).toMatchObject({ amount: 72 });
  expect(answerTimeIn(times, 'cnes', 'PRODUCTION')).toMatchObject({ amount: 48 });
});

test('a time has a unit and limits', () => {
  expect(answerTimeWord({ unit: 'HOURS', amount: 72 })).toBe('72 horas');
  expect(answerTimeWord({ unit: 'WORKING_DAYS', amount: 1 })).toBe('1 dia útil');
  for (const amount of [0, 721, 1.5, Number.NaN, -1]) expect(parseAnswerTime('HOURS', amount).ok).toBe(false);
  expect(parseAnswerTime('HOURS', 720).ok).toBe(true);
  expect(parseAnswerTime('WORKING_DAYS', 61)).toEqual({
    ok: false,
    message: 'Informe um número inteiro de 1 a 60 dias úteis.',
  });
});

test('a holiday that is added is a day that there is, named, and none by law', () => {
  expect(parseLocalHoliday({ date: '2027-02-09', name: ' Carnaval ' })).toEqual({
    ok: true,
    value: { date: '2027-02-09', name: 'Carnaval' },
  });
  for (const date of ['', '2027-02-30', '2027-2-9', '9999-01-01', '1999-01-01', '2027-02-09T00:00:00Z']) {
    expect(parseLocalHoliday({ date, name: 'Carnaval' })).toMatchObject({ ok: false });
  }
  expect(parseLocalHoliday({ date: '2027-02-09', name: ' ' })).toMatchObject({ ok: false });
  expect(parseLocalHoliday({ date: '2026-12-25', name: 'Recesso' })).toMatchObject({
    ok: false,
    message: expect.stringContaining('Natal'),
  });
});
