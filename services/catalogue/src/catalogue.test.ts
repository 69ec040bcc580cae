import { createTestDatabase, runtimeUrlOf } from '@portal/postgres/testing';
import { recordStatements } from '@portal/service-kit';
import { type AskGraph, createGraphClient, createTestKeys, judgeColumns } from '@portal/service-kit/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startCatalogue } from './catalogue.ts';

const resources = new AsyncDisposableStack();
let ask: AskGraph;
let askAsService: AskGraph;
let url: string;
let databaseUrl: string;

beforeAll(async () => {
  const database = resources.use(await createTestDatabase());
  databaseUrl = database.url;
  const keys = await createTestKeys();
  const service = resources.use(
    await startCatalogue({
      port: 0,
      databaseUrl: runtimeUrlOf(database.url),
      databaseOwnerUrl: database.url,
      internalJwks: keys.jwks,
    }),
  );
  url = service.url;
  ask = createGraphClient(url, 'catalogue', keys.gateway);
  askAsService = createGraphClient(url, 'catalogue', keys.credentials);
});
afterAll(() => resources.disposeAsync());

// What was read at the start stays fresh, however long the tests take: reading it anew are statements of nobody's question.
beforeAll(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterAll(() => void vi.useRealTimers());

interface PortfolioAnswer {
  slug: string;
  needsCredential: boolean;
  environments: string[];
  certificate: { environment: string; policy: string }[];
  requirements: { code: string; environment: string }[];
  services: { slug: string; endpoints: { environment: string; uf: string | null; url: string }[] }[];
}

test('anybody may read the portfolios with all that they lead to, and no statement is needed for it', async () => {
  using recorded = recordStatements();
  const { data, errors } = await ask<{ portfolios: PortfolioAnswer[] }>(`{
    portfolios {
      slug name summary whoMayAsk whatIsNeeded accessNote needsCredential environments fourEyes retiredAt
      certificate { environment policy }
      requirements { id code environment description guidance }
      services {
        slug name description kind standard authentication operations { method path } retiredAt
        portfolio { slug }
        versions { version releasedAt deprecatedAt specificationUrl }
        endpoints { environment uf url tokenUrl }
      }
    }
  }`);
  expect(errors).toBeUndefined();
  expect(data.portfolios.map(({ slug }) => slug)).toEqual([
    'rnds',
    'cnes',
    'cadsus',
    'sigtap',
    'bnafar',
    'e-sus-notifica',
    'dados-abertos',
  ]);
  expect(recorded.count).toBe(0);
});

test('the RNDS asks for a credential and a certificate in both environments', async () => {
  const { data } = await ask<{ portfolio: PortfolioAnswer }>(`{
    portfolio(slug: "rnds") {
      needsCredential environments fourEyes certificate { environment policy }
      requirements(environment: PRODUCTION) { code environment }
    }
  }`);
  expect(data.portfolio).toEqual({
    needsCredential: true,
    environments: ['HOMOLOGATION', 'PRODUCTION'],
    fourEyes: false,
    certificate: [
      { environment: 'HOMOLOGATION', policy: 'REQUIRED' },
      { environment: 'PRODUCTION', policy: 'REQUIRED' },
    ],
    requirements: ['INPUT_PARAMETERS', 'OUTPUTS', 'BUSINESS_BEHAVIOURS', 'BUNDLE', 'VALIDATOR_RESULT', 'RNDS_CODE'].map(
      (code) => ({ code, environment: 'PRODUCTION' }),
    ),
  });
});

test('the RNDS is reached at one address in homologation, and at one a state in production', async () => {
  const { data } = await ask<Record<'homologation' | 'production', { endpoints: { uf: string; url: string }[] }>>(`{
    homologation: service(slug: "rnds-rel") { endpoints(environment: HOMOLOGATION) { uf url } }
    production: service(slug: "rnds-rel") { endpoints(environment: PRODUCTION) { uf url } }
  }`);
  expect(data.homologation.endpoints).toEqual([{ uf: null, url: 'https://ehr-services.hmg.saude.gov.br' }]);
  expect(new Set(data.production.endpoints.map(({ uf }) => uf)).size).toBe(27);
  expect(data.production.endpoints).toContainEqual({ uf: 'GO', url: 'https://go-ehr-services.saude.gov.br' });
});

test.each(['nada', '', 'RNDS', "rnds'--", 'rnds\0', 'á'.repeat(500)])(
  'a name that nothing has is null: %j',
  async (slug) => {
    const { data, errors } = await ask(
      'query ($slug: String!) { portfolio(slug: $slug) { slug } service(slug: $slug) { slug } }',
      { slug },
    );
    expect({ data, errors }).toEqual({ data: { portfolio: null, service: null }, errors: undefined });
  },
);

test('another service reads it with a token of its own', async () => {
  const { data } = await askAsService(
    '{ portfolio(slug: "rnds") { fourEyes } }',
    {},
    { kind: 'service', name: 'credentials' },
  );
  expect(data).toEqual({ portfolio: { fourEyes: false } });
});

test('a request without a token is refused', async () => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ portfolios { slug } }' }),
  });
  expect(response.status).toBe(401);
});

test('references are found, and what is not there is null', async () => {
  const requirement = '5f7e0617-8d2f-5b41-9d37-9fe2759ca94e';
  const { data, errors } = await ask(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Portfolio { name } ... on Service { name } ... on Requirement { code }
    } }`,
    {
      representations: [
        { __typename: 'Portfolio', slug: 'rnds' },
        { __typename: 'Service', slug: 'rnds-sa' },
        { __typename: 'Requirement', id: requirement },
        { __typename: 'Portfolio', slug: 'cnes' },
        { __typename: 'Service', slug: 'nada' },
        { __typename: 'Requirement', id: 'not-an-id' },
      ],
    },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    _entities: [
      { name: 'RNDS' },
      { name: 'Sumário de Alta (SA)' },
      { code: 'CERTIFICATE' },
      { name: 'CNES' },
      null,
      null,
    ],
  });
});

test('a page of services that match a text is one statement, whatever it leads to', async () => {
  using recorded = recordStatements();
  await ask(`{
    services(filter: { text: "consulta" }, first: 10) {
      totalCount
      edges { node { name portfolio { name services { slug } } versions { version } endpoints { url } } }
    }
  }`);
  expect(recorded.count).toBe(1);
});

test('each column was judged, in docs/privacy.md: about a person or not', async () => {
  expect(await judgeColumns('catalogue', databaseUrl)).toEqual({ unjudged: [], gone: [], twice: [] });
});
