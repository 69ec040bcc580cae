import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ClientError, impersonal } from './client-error.ts';

const told: ClientError = { kind: 'error', message: '', stack: '', page: '/' };

it.each([
  ['/solicitacoes/0199a5b0-7d2c-7c3e-a2a4-1f0f0f0f0f0f/editar?etapa=sistema', '/solicitacoes/:id/editar'],
  ['/servicos?busca=Maria%20da%20Silva', '/servicos'],
  ['/credenciais#529.982.247-25', '/credenciais'],
  ['/', '/'],
])('the page %s is told as %s', (page, without) => {
  expect(impersonal({ ...told, page }).page).toBe(without);
});

it('keeps where in the code it was, and no search', () => {
  const stack = 'Error: x\n    at f (https://portal.example/integrator/assets/a-B1a_C-d4.js?busca=Ana:10:20)';
  expect(impersonal({ ...told, stack }).stack).toBe(
    'Error: x\n    at f (https://portal.example/integrator/assets/a-B1a_C-d4.js:10:20)',
  );
});

it('leaves no address of mail in a text', () => {
  fc.assert(
    fc.property(fc.emailAddress(), fc.string(), (mail, text) => {
      expect(impersonal({ ...told, message: `${text} <${mail}>` }).message).not.toContain(mail);
    }),
  );
});
