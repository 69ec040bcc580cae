import { LIMITS } from '@portal/domain';
import { expect, test } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue-client.ts';
import { checkRules } from './check-rules.ts';
import { needsFourEyes, type RulesBody } from './rules-in-use.ts';

/** Of one portfolio that is offered in homologation alone; the others in both. */
const catalogue = {
  portfolio: async (slug: string) =>
    slug.startsWith('nenhum')
      ? undefined
      : {
          name: slug.toUpperCase(),
          environments: slug === 'cadsus' ? ['HOMOLOGATION'] : ['HOMOLOGATION', 'PRODUCTION'],
          needsCredential: slug !== 'aberto',
        },
} as unknown as Catalogue;

type Time = RulesBody['answerTimes'][number];
const time = (portfolio: string | null, environment: Time['environment'], amount = 72): Time => ({
  portfolio,
  environment,
  unit: 'HOURS',
  amount,
});
const USUAL = [time(null, 'HOMOLOGATION'), time(null, 'PRODUCTION')];
const check = (rules: Partial<RulesBody>) => checkRules(catalogue, { answerTimes: USUAL, holidays: [], ...rules });
const wrong = async (rules: Partial<RulesBody>) =>
  (await check(rules)).problems.map(({ code, path, message }) => `${code} ${path?.join('.')}: ${message}`);

test('what may be is kept as it is, the holidays in their order', async () => {
  const answerTimes = [
    ...USUAL,
    time('cnes', 'PRODUCTION'),
    time('cnes', 'HOMOLOGATION'),
    time('cadsus', 'HOMOLOGATION'),
  ];
  const [later, sooner] = [
    { date: '2027-06-03', name: 'Corpus Christi' },
    { date: '2027-02-09', name: ' Carnaval ' },
  ];
  expect(await check({ answerTimes, holidays: [later, sooner] })).toEqual({
    body: { answerTimes, holidays: [{ date: '2027-02-09', name: 'Carnaval' }, later] },
    problems: [],
  });
});

test('there is place for as many as is said, and for no more', async () => {
  const { answerTimes, holidays } = LIMITS;
  const times = (many: number) => [
    ...USUAL,
    ...Array.from({ length: many - USUAL.length }, (_, index) => time(`p${index}`, 'HOMOLOGATION')),
  ];
  expect(await wrong({ answerTimes: times(answerTimes.max) })).toEqual([]);
  expect(await wrong({ answerTimes: times(answerTimes.max + 1) })).toEqual([
    `INVALID answerTimes: Há lugar para ${answerTimes.max} prazos.`,
  ]);
  const first = Date.UTC(2031, 0, 2);
  const days = (many: number) =>
    Array.from({ length: 400 }, (_, index) => new Date(first + index * 86_400_000).toISOString().slice(0, 10))
      .filter((date) => !NATIONAL.test(date))
      .slice(0, many)
      .map((date) => ({ date, name: 'Feriado' }));
  expect(await wrong({ holidays: days(holidays.max) })).toEqual([]);
  expect(await wrong({ holidays: days(holidays.max + 1) })).toEqual([
    `INVALID holidays: Há lugar para ${holidays.max} feriados.`,
  ]);
});

/** Days of the national holidays that have one, and of Easter's of 2031. */
const NATIONAL = /-(01-01|04-21|05-01|09-07|10-12|11-02|11-15|11-20|12-25)$|2031-04-11/;

test('each that is wrong is told in its own words, where it is', async () => {
  expect(await wrong({ answerTimes: [time(null, 'PRODUCTION')] })).toEqual([
    'INVALID answerTimes: Falta o prazo de homologação.',
  ]);
  // That of one portfolio is not that of all.
  expect(await wrong({ answerTimes: [time(null, 'HOMOLOGATION'), time('cnes', 'PRODUCTION')] })).toEqual([
    'INVALID answerTimes: Falta o prazo de produção.',
  ]);
  expect(await wrong({ answerTimes: [...USUAL, time('cnes', 'PRODUCTION'), time('cnes', 'PRODUCTION')] })).toEqual([
    'INVALID answerTimes: Há dois prazos para o mesmo portfólio e ambiente. Deixe um.',
  ]);
  expect(await wrong({ answerTimes: [...USUAL, time('cadsus', 'PRODUCTION'), time('nenhum', 'PRODUCTION')] })).toEqual([
    'INVALID answerTimes: O portfólio CADSUS não tem produção no catálogo.',
    'INVALID answerTimes: O portfólio nenhum não tem produção no catálogo.',
  ]);
  expect(
    await wrong({
      answerTimes: [time(null, 'HOMOLOGATION', 0), time(null, 'PRODUCTION'), time('cnes', 'PRODUCTION', 0)],
    }),
  ).toEqual([
    expect.stringMatching(/^INVALID answerTimes: Homologação: Informe um número inteiro/),
    expect.stringMatching(/^INVALID answerTimes: CNES, produção: Informe um número inteiro/),
  ]);
  const day = { date: '2027-02-09', name: 'Carnaval' };
  expect(await wrong({ holidays: [day, { ...day, name: 'Outro' }] })).toEqual([
    'DUPLICATE holidays: Há dois feriados em 2027-02-09. Deixe um.',
  ]);
  expect((await check({ holidays: [day, { ...day, name: '' }] })).body.holidays).toEqual([day]);
});

test('whether a second person approves is ruled once for each place that there is', async () => {
  const rule = (portfolio: string, environment: Time['environment'], needed = true) => ({
    portfolio,
    environment,
    needed,
  });
  const good = [rule('cnes', 'PRODUCTION'), rule('cnes', 'HOMOLOGATION', false), rule('cadsus', 'HOMOLOGATION')];
  expect(await check({ fourEyes: good })).toMatchObject({ body: { fourEyes: good }, problems: [] });
  expect((await check({})).body).not.toHaveProperty('fourEyes');
  expect(
    await wrong({
      fourEyes: [rule('cadsus', 'PRODUCTION'), rule('nenhum', 'PRODUCTION'), rule('aberto', 'PRODUCTION'), ...good],
    }),
  ).toEqual([
    'INVALID fourEyes: O portfólio CADSUS não tem produção no catálogo.',
    'INVALID fourEyes: O portfólio nenhum não tem produção no catálogo.',
    'INVALID fourEyes: O portfólio ABERTO não tem produção no catálogo.',
  ]);
  expect(await wrong({ fourEyes: [...good, rule('cnes', 'PRODUCTION', false)] })).toEqual([
    'DUPLICATE fourEyes: Há duas regras de aprovação para o mesmo portfólio e ambiente. Deixe uma.',
  ]);
  const { max } = LIMITS.fourEyes;
  const many = (count: number) => Array.from({ length: count }, (_, index) => rule(`p${index}`, 'PRODUCTION'));
  expect(await wrong({ fourEyes: many(max) })).toEqual([]);
  expect(await wrong({ fourEyes: many(max + 1) })).toEqual([
    `INVALID fourEyes: Há lugar para ${max} regras de aprovação.`,
  ]);
});

test('it is as the rules say of that place, and elsewhere as the catalogue says', () => {
  const fourEyes = [
    { portfolio: 'cnes', environment: 'PRODUCTION' as const, needed: false },
    { portfolio: 'rnds', environment: 'PRODUCTION' as const, needed: true },
  ];
  const needs = (slug: string, catalogue: boolean, environment: Time['environment'], rules = fourEyes) =>
    needsFourEyes({ answerTimes: USUAL, holidays: [], fourEyes: rules }, { slug, fourEyes: catalogue }, environment);
  expect(needs('cnes', true, 'PRODUCTION')).toBe(false);
  expect(needs('rnds', false, 'PRODUCTION')).toBe(true);
  for (const catalogue of [true, false]) {
    expect(needs('cnes', catalogue, 'HOMOLOGATION')).toBe(catalogue);
    expect(needs('cadsus', catalogue, 'PRODUCTION')).toBe(catalogue);
    expect(
      needsFourEyes({ answerTimes: USUAL, holidays: [] }, { slug: 'cnes', fourEyes: catalogue }, 'PRODUCTION'),
    ).toBe(catalogue);
  }
});
