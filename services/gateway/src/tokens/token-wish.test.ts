import { API_SCOPES } from '@portal/domain';
import { expect, it } from 'vitest';
import { readTokenWish } from './token-wish.ts';

const wishOf = (scopes: string[]) => readTokenWish({ name: 'Painel', scopes }, new Date());

it('takes each scope once', () => {
  expect(wishOf([...API_SCOPES, ...API_SCOPES])).toMatchObject({ wish: { scopes: [...API_SCOPES] } });
});

it('tells of a list that is too long that alone, not what is wrong with each of thousands', () => {
  const problem = { code: 'TOO_LARGE', message: 'Informe no máximo 12 permissões.', path: ['scopes'] };
  expect(wishOf(Array(300_000).fill('x'))).toEqual({ problems: [problem] });
});
