import { ERROR_CATALOGUE } from '@portal/domain';
import { expect, it } from 'vitest';
import { anchorOf, searchErrors } from './search-errors.ts';

const codes = (text: string) => searchErrors(ERROR_CATALOGUE, text).map(({ code }) => code);

it('finds an error by its code, its status and its words, accents ignored', () => {
  expect(codes('rate_limited')).toContain('RATE_LIMITED');
  expect(codes('429')).toContain('RATE_LIMITED');
  expect(codes('OPERAÇÃO custo')).toContain('OPERATION_TOO_EXPENSIVE');
  expect(codes('operacao custo')).toEqual(codes('OPERAÇÃO custo'));
  expect(codes('operacao xyz')).toEqual([]);
  expect(codes('')).toHaveLength(ERROR_CATALOGUE.length);
});

it('gives each error an anchor of its own', () => {
  expect(new Set(ERROR_CATALOGUE.map(anchorOf)).size).toBe(ERROR_CATALOGUE.length);
});
