import { API_SCOPES } from '@portal/domain';
import { expect, it } from 'vitest';
import { readTokenRequest } from './token-request.ts';

const requestOf = (scopes: string[]) => readTokenRequest({ name: 'Painel', scopes }, new Date());

it('takes each scope once', () => {
  expect(requestOf([...API_SCOPES, ...API_SCOPES])).toMatchObject({ token: { scopes: [...API_SCOPES] } });
});

it('tells of a list that is too long that alone, not what is wrong with each of thousands', () => {
  const problem = { code: 'TOO_LARGE', message: 'Informe no máximo 12 permissões.', path: ['scopes'] };
  expect(requestOf(Array(300_000).fill('x'))).toEqual({ problems: [problem] });
});
