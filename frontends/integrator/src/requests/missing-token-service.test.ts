import { expect, test } from 'vitest';
import { missingTokenService } from './missing-token-service.ts';

const rnds = {
  slug: 'rnds',
  services: [
    { slug: 'rnds-auth', name: 'Token de acesso (Auth)' },
    { slug: 'rnds-rel', name: 'Resultado de Exame Laboratorial (REL)' },
  ],
};

test('a service without the one that gives its token is told, and nothing else', () => {
  expect(missingTokenService(rnds, ['rnds-rel'])).toContain('"Token de acesso (Auth)" não está marcado');
  for (const chosen of [[], ['rnds-auth'], ['rnds-auth', 'rnds-rel']]) {
    expect(missingTokenService(rnds, chosen)).toBeUndefined();
  }
  expect(
    missingTokenService({ slug: 'cnes', services: [{ slug: 'cnes-consulta', name: 'CNES' }] }, ['cnes-consulta']),
  ).toBeUndefined();
});
