import { afterEach, expect, test, vi } from 'vitest';
import { TOKEN_FORM } from './token-form.ts';

const FORM = {
  name: ' Painel ',
  scopes: ['requests:read'] as const,
  expiresAt: '90',
  allowedIps: '200.130.0.10\n\n10.0.0.0/8, 2804::1',
};
const read = TOKEN_FORM['~standard'].validate;

afterEach(() => void vi.useRealTimers());

test('what is filled in becomes what is sent', () => {
  vi.useFakeTimers({ now: new Date('2026-11-24T12:00:00Z'), toFake: ['Date'] });
  expect(read(FORM)).toEqual({
    value: {
      name: 'Painel',
      scopes: ['requests:read'],
      expiresAt: '2027-02-22T12:00:00.000Z',
      allowedIps: ['200.130.0.10', '10.0.0.0/8', '2804::1'],
    },
  });
});

test('every field that is wrong says so at once', () => {
  expect(read({ ...FORM, name: ' ', scopes: [], allowedIps: '200.130.0.300' })).toEqual({
    issues: [
      { path: ['name'], message: 'Informe o nome do token.' },
      { path: ['scopes'], message: 'Escolha ao menos uma permissão.' },
      { path: ['allowedIps'], message: expect.stringContaining('200.130.0.300: IP inválido.') },
    ],
  });
});
