import fc from 'fast-check';
import { expect, it } from 'vitest';
import { localPath } from './return-to.ts';

const ORIGIN = 'http://localhost:4000';

it('gives a path that every browser reads as one of this console', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '/',
      '\\',
      '//',
      '/\\',
      '\t',
      '\n',
      '%2f',
      '%5c',
      '..',
      '.',
      '@',
      ':',
      'http:',
      'https://evil.example',
      '?',
      '#',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      (returnTo) => {
        const path = localPath(returnTo);
        expect(new URL(path, ORIGIN).origin).toBe(ORIGIN);
        expect(path).toMatch(/^\/(?![/\\])/);
      },
    ),
  );
});

it('takes no path for which its cookie has no room', () => {
  expect(localPath(`/${'a'.repeat(1_999)}`)).toHaveLength(2_000);
  expect(localPath(`/${'a'.repeat(2_000)}`)).toBe('/');
});

it('keeps a path with its query and fragment', () => {
  expect(localPath('/solicitacoes/1/editar?etapa=2#cnes')).toBe('/solicitacoes/1/editar?etapa=2#cnes');
  expect(localPath(undefined)).toBe('/');
  expect(localPath(['/a', '/b'])).toBe('/');
});
