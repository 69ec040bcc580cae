import { expect, test } from 'vitest';
import { changesSince, linesOf } from './rules-words.ts';

const BEFORE = {
  answerTimes: [
    { portfolio: null, environment: 'HOMOLOGATION' as const, unit: 'HOURS' as const, amount: 72 },
    { portfolio: null, environment: 'PRODUCTION' as const, unit: 'HOURS' as const, amount: 72 },
  ],
  holidays: [{ date: '2027-02-09', name: 'Carnaval' }],
  fourEyes: [
    { portfolio: { slug: 'rnds', name: 'RNDS' }, environment: 'PRODUCTION' as const, needed: true },
    { portfolio: { slug: 'cnes', name: 'CNES' }, environment: 'HOMOLOGATION' as const, needed: false },
  ],
};

test('rules are read a line each', () => {
  expect(linesOf(BEFORE).flatMap(({ lines }) => lines)).toEqual([
    'Todos os portfólios, homologação: 72 horas',
    'Todos os portfólios, produção: 72 horas',
    'RNDS, produção: duas pessoas',
    'CNES, homologação: uma pessoa',
    '09/02/2027: Carnaval',
  ]);
});

test('of a version is told what came and what went', () => {
  const now = {
    answerTimes: BEFORE.answerTimes.map((time) =>
      time.environment === 'PRODUCTION' ? { ...time, unit: 'WORKING_DAYS' as const, amount: 5 } : time,
    ),
    holidays: [],
    fourEyes: BEFORE.fourEyes.slice(1),
  };
  expect(changesSince(BEFORE, now)).toEqual([
    {
      label: 'Prazo de resposta',
      before: ['Todos os portfólios, produção: 72 horas'],
      now: ['Todos os portfólios, produção: 5 dias úteis'],
    },
    { label: 'Quantas pessoas aprovam', before: ['RNDS, produção: duas pessoas'], now: [] },
    { label: 'Feriados locais', before: ['09/02/2027: Carnaval'], now: [] },
  ]);
  expect(changesSince(undefined, BEFORE).flatMap((change) => change.now)).toHaveLength(5);
  expect(changesSince(BEFORE, BEFORE)).toEqual([]);
});
