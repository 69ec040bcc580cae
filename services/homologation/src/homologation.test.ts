import { createTestDatabase, runtimeUrlOf } from '@portal/postgres/testing';
import { type AskGraph, createGraphClient, createTestKeys } from '@portal/service-kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHomologation } from './homologation.ts';
import { testAuthority } from './testing/authority.ts';

const resources = new AsyncDisposableStack();
let ask: AskGraph;
let url: string;

beforeAll(async () => {
  const database = resources.use(await createTestDatabase());
  const keys = await createTestKeys();
  const service = resources.use(
    await startHomologation({
      port: 0,
      databaseUrl: runtimeUrlOf(database.url),
      databaseOwnerUrl: database.url,
      credentialsUrl: 'http://localhost:1',
      authUrl: 'https://auth.example',
      ehrUrl: 'https://ehr.example',
      authority: await testAuthority(),
      previousAuthorities: [],
      signingKey: keys.homologation,
      internalJwks: keys.jwks,
    }),
  );
  url = service.url;
  ask = createGraphClient(url, 'homologation', keys.gateway);
});
afterAll(() => resources.disposeAsync());

test('anybody may ask which kinds of documents are judged, and by what', async () => {
  const { data, errors } = await ask<{ documentKinds: { code: string; guide: string | null }[] }>(
    '{ documentKinds { code name guide guideVersion profiles notCovered } }',
  );
  expect(errors).toBeUndefined();
  expect(data.documentKinds).toContainEqual({
    code: 'RIA-R',
    name: 'Registro de Imunobiológico Administrado na Rotina',
    guide: 'br.gov.saude.ria.fhir',
    guideVersion: '1.0.0-release',
    profiles: ['http://www.saude.gov.br/fhir/r4/StructureDefinition/BRRegistroImunobiologicoAdministradoRotina-2.0'],
    notCovered: ['Regras que dependem do que já foi enviado ou de quem existe nos cadastros'],
  });
});

test('it is ready with a database of its own, and refuses who brings no token', async () => {
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
  expect(response.status).toBe(401);
});
