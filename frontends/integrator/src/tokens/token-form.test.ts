import { expect, test } from 'vitest';
import { errorsOfProblems, readTokenForm, type TokenForm } from './token-form.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const FORM: TokenForm = {
  name: ' Painel ',
  scopes: ['requests:read'],
  days: '90',
  allowedIps: '200.130.0.10\n\n10.0.0.0/8, 2804::1',
};

test('what is filled in becomes what is sent', () => {
  expect(readTokenForm(FORM, NOW)).toEqual({
    input: {
      name: 'Painel',
      scopes: ['requests:read'],
      expiresAt: '2027-02-22T12:00:00.000Z',
      allowedIps: ['200.130.0.10', '10.0.0.0/8', '2804::1'],
    },
  });
});

test('every field that is wrong says so at once', () => {
  expect(readTokenForm({ ...FORM, name: ' ', scopes: [], allowedIps: '200.130.0.300' }, NOW)).toEqual({
    errors: {
      name: 'Informe o nome do token.',
      scopes: 'Escolha ao menos uma permissão.',
      allowedIps: expect.stringContaining('200.130.0.300: IP inválido.'),
    },
  });
});

test('what the Portal refuses stands at its field, or above all', () => {
  const problems = [
    { message: 'Máscara.', path: ['allowedIps', '1'] },
    { message: 'Muitos.', path: null },
  ];
  expect(errorsOfProblems(problems)).toEqual({ errors: { allowedIps: 'Máscara.' }, rest: 'Muitos.' });
});
