import { parseCns, parseCpf } from '@portal/domain';
import { expect, test } from 'vitest';
import { Population } from './population.ts';

const population = new Population('1');
const everybody = [...population.people, ...population.professionals];

test('all numbers have the form they should, and nobody shares one by chance', () => {
  for (const { cns, cpf } of everybody) {
    expect(parseCns(cns)).toMatchObject({ value: cns });
    expect(parseCpf(cpf)).toMatchObject({ value: cpf });
  }
  expect(new Set(everybody.flatMap(({ cns, cpf }) => [cns, cpf])).size).toBe(everybody.length * 2);
  expect(population.establishments.every(({ cnes }) => /^\d{7}$/.test(cnes))).toBe(true);
});

test('the same seed gives the same people, another seed others with the same numbers', () => {
  expect(new Population('1').people).toEqual(population.people);
  const others = new Population('2').people;
  expect(others).not.toEqual(population.people);
  expect(others.map(({ cpf }) => cpf)).toEqual(population.people.map(({ cpf }) => cpf));
});

test('each kind of refusal can be met with', () => {
  const recordsOf = (kind: string) =>
    population.recordsOf(population.people.find((person) => person.kind === kind)?.cpf ?? '').length;
  expect({
    ordinary: recordsOf('ORDINARY'),
    inactive: recordsOf('INACTIVE'),
    twice: recordsOf('TWO_RECORDS'),
    provisional: recordsOf('NO_DEFINITIVE_CNS'),
    unknown: recordsOf('UNKNOWN'),
  }).toEqual({ ordinary: 1, inactive: 1, twice: 2, provisional: 1, unknown: 0 });
});

test.each(['2337991', '0000001', '9999999'])(
  'every establishment has professionals, and some without work there: %s',
  (cnes) => {
    const here = population.professionalsAt(cnes);
    expect(here.length).toBe(10);
    expect(here.every((professional) => population.bonded(professional, cnes))).toBe(true);
    expect(population.professional(here[0]?.cns ?? '')).toBe(here[0]);
  },
);
