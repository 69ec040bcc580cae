import type { PortfolioContentBodyInput } from '@portal/schema/types';
import { expect, test } from 'vitest';
import { moved, withChanged, without } from '../items/editor.ts';
import { changesBetween } from './portfolio-changes.ts';
import { isSame } from './portfolio-state.ts';
import { placeName } from './problem-places.ts';

const requirement = (code: string) => ({
  environment: 'PRODUCTION' as const,
  code,
  description: `Mostre ${code}.`,
  guidance: null,
  provenByReport: false,
});
const BODY: PortfolioContentBodyInput = {
  name: 'RNDS',
  summary: 'A rede.',
  whatIsNeeded: ['CNES', 'IPs'],
  certificate: [{ environment: 'PRODUCTION', policy: 'REQUIRED' }],
  requirements: [requirement('A'), requirement('B')],
  services: [{ slug: 'rel', name: 'REL', description: 'Resultados.', kind: 'API', endpoints: [] }],
};

test('two versions that say the same differ in nothing, an empty field being none', () => {
  expect(changesBetween(BODY, { ...BODY, accessNote: '' })).toEqual([]);
  expect(isSame(BODY, { ...BODY, requirements: [{ ...requirement('A'), guidance: '' }, requirement('B')] })).toBe(true);
  expect(isSame(BODY, { ...BODY, summary: 'Outra.' })).toBe(false);
});

test('a changed text, a new requirement and a service that is gone are each told at their place', () => {
  const now = {
    ...BODY,
    summary: 'Outra.',
    requirements: [requirement('A'), { ...requirement('C'), provenByReport: true }],
    services: [],
  };
  expect(changesBetween(BODY, now)).toEqual([
    { label: 'Resumo', before: ['A rede.'], now: ['Outra.'] },
    {
      label: 'Requisito C, produção',
      before: [],
      now: ['Mostre C.', 'Comprovado por relatório de conformidade'],
    },
    { label: 'Ordem dos requisitos, produção', before: ['A, B'], now: ['A, C'] },
    { label: 'Ordem dos serviços', before: ['rel'], now: [] },
    { label: 'Requisito B, produção', before: ['Mostre B.'], now: [] },
    { label: 'Serviço rel', before: ['REL', 'Resultados.', 'API'], now: [] },
  ]);
});

test('another order alone is told as that', () => {
  const now = { ...BODY, requirements: moved(BODY.requirements, 1, 0) };
  expect(changesBetween(BODY, now)).toEqual([
    { label: 'Ordem dos requisitos, produção', before: ['A, B'], now: ['B, A'] },
  ]);
});

test('items of a list move, change and go, and what has no place stays', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 5, 0)).toEqual(['a', 'b']);
  expect(without(['a', 'b'], 0)).toEqual(['b']);
  expect(withChanged([{ a: 1 }, { a: 2 }], 1, { a: 3 })).toEqual([{ a: 1 }, { a: 3 }]);
});

test.each([
  [['summary'], 'Resumo'],
  [['whatIsNeeded', '1'], 'O que é preciso'],
  [['requirements', '1', 'code'], 'Requisito B, código'],
  [['services', '0', 'endpoints', '0', 'url'], 'Serviço REL, endereço'],
  [['services', '7', 'name'], 'Serviço 8, nome'],
  [['services'], 'Serviços'],
])('a problem at %s is called "%s"', (path, name) => {
  expect(placeName(path, BODY)).toBe(name);
});
