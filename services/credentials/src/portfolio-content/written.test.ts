import { expect, test } from 'vitest';
import { testContent } from '../testing/catalogue-server.ts';
import type { PortfolioBody } from './body.ts';
import type { PortfolioContentBodyInput } from './portfolio-content-input.ts';
import { bodyFrom, bodyTold, problemsAt } from './written.ts';

const before = testContent('rnds').content as PortfolioBody;

const WRITTEN = {
  name: 'RNDS',
  summary: 'Nova.',
  whoMayAsk: 'Estabelecimentos.',
  whatIsNeeded: ['CNES'],
  accessNote: 'Nota.',
  documentationUrl: 'https://exemplo.gov.br/manual',
  supportUrl: 'https://exemplo.gov.br/ajuda',
  certificate: [
    { environment: 'HOMOLOGATION', policy: 'OPTIONAL' },
    { environment: 'PRODUCTION', policy: 'REQUIRED' },
  ],
  requirements: [
    { environment: 'PRODUCTION', code: 'P1', description: 'Um.', guidance: 'Assim.', provenByReport: true },
    { environment: 'HOMOLOGATION', code: 'H1', description: 'Dois.', guidance: null, provenByReport: false },
    { environment: 'PRODUCTION', code: 'P2', description: 'Três.', guidance: null, provenByReport: false },
  ],
  services: [
    {
      slug: 'rnds-um',
      name: 'Um',
      description: 'O primeiro.',
      kind: 'API',
      standard: 'FHIR R4',
      authentication: 'mTLS',
      endpoints: [
        { environment: 'HOMOLOGATION', url: 'https://a.exemplo', tokenUrl: 'https://t.exemplo' },
        { environment: 'PRODUCTION', url: 'https://b.exemplo', tokenUrl: null },
      ],
    },
  ],
} as unknown as PortfolioContentBodyInput;

test('what is written is told as it was written, the requirements by environment', () => {
  const { requirements, ...told } = bodyTold(bodyFrom(WRITTEN, before));
  const { requirements: written, ...rest } = WRITTEN;
  expect(told).toEqual(rest);
  expect(requirements.map(({ code }) => code)).toEqual(['H1', 'P1', 'P2']);
  expect(requirements).toEqual(expect.arrayContaining([...written]));
});

test('what the interface does not show stays as it was, of each service by its slug', () => {
  const body = bodyFrom(
    { ...WRITTEN, services: [...WRITTEN.services, { ...WRITTEN.services[0], slug: 'novo' }] } as never,
    before,
  );
  expect(body).toMatchObject({
    slug: 'rnds',
    position: 1,
    fourEyes: true,
    environments: ['HOMOLOGATION', 'PRODUCTION'],
  });
  expect(body.services[0]).toMatchObject({ versions: [{ version: 'v1' }], description: 'O primeiro.' });
  expect(body.services[1]).not.toHaveProperty('versions');
});

test('what is left empty, or only blank, is nothing, and told as that', () => {
  const empty = { whoMayAsk: ' ', accessNote: null, documentationUrl: '', supportUrl: undefined };
  const services = WRITTEN.services.map((service) => ({
    ...service,
    standard: ' ',
    authentication: null,
    endpoints: [],
  }));
  const requirements = WRITTEN.requirements.map((one) => ({ ...one, guidance: '' }));
  const body = bodyFrom({ ...WRITTEN, ...empty, services, requirements } as never, {
    ...before,
    accessNote: 'De antes.',
  });
  expect(JSON.parse(JSON.stringify(body))).not.toHaveProperty('accessNote');
  expect(bodyTold(body)).toMatchObject({
    whoMayAsk: null,
    accessNote: null,
    documentationUrl: null,
    supportUrl: null,
    requirements: [{ guidance: null }, { guidance: null }, { guidance: null }],
    services: [{ standard: null, authentication: null, endpoints: [] }],
  });
  expect(bodyTold({ ...before, certificate: {} }).certificate).toEqual([
    { environment: 'HOMOLOGATION', policy: 'NONE' },
    { environment: 'PRODUCTION', policy: 'NONE' },
  ]);
});

test('what is wrong is told where it was written', () => {
  const at = (...path: (string | number)[]) => problemsAt([{ path, message: 'Confira.' }], WRITTEN)[0]?.path;
  expect(at()).toEqual(['body']);
  expect(at('name')).toEqual(['body', 'name']);
  expect(at('services', 0, 'endpoints', 1)).toEqual(['body', 'services', '0', 'endpoints', '1']);
  expect(at('requirements')).toEqual(['body', 'requirements']);
  expect(at('requirements', 'PRODUCTION')).toEqual(['body', 'requirements', 'PRODUCTION']);
  expect(at('requirements', 'PRODUCTION', 1, 'code')).toEqual(['body', 'requirements', '2', 'code']);
  expect(at('requirements', 'HOMOLOGATION', 0)).toEqual(['body', 'requirements', '1']);
  expect(at('requirements', 'HOMOLOGATION', 7)).toEqual(['body', 'requirements', '7']);
});
