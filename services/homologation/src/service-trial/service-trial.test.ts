import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../testing/service.ts';
import { TRIED_SERVICES } from './tried-services.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

interface Trial {
  url: string;
  authUrl: string;
  documents: { code: string; guide: string | null; example: string | null }[];
  capabilityStatement: string | null;
}

async function trialOf(slug: string): Promise<Trial | null> {
  const { data } = await service.ask<{ _entities: [{ trial: Trial | null }] }>(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Service { trial {
      url authUrl documents { code guide example } capabilityStatement } } } }`,
    { of: [{ __typename: 'Service', slug }] },
  );
  return data._entities[0].trial;
}

it.each(['sigtap-procedimento', 'rnds-ria-c', 'constructor', ''])('%j is not tried here', async (slug) => {
  expect(await trialOf(slug)).toBeNull();
});

it('tokens are asked for at the Auth host; all else at EHR, which says what it can do', async () => {
  const [auth, patient] = [await trialOf('rnds-auth'), await trialOf('rnds-paciente')];
  expect(auth).toMatchObject({ url: auth?.authUrl, documents: [], capabilityStatement: null });
  expect(patient?.url).not.toBe(patient?.authUrl);
  expect(patient?.documents).toEqual([]);
  expect(JSON.parse(patient?.capabilityStatement ?? '')).toMatchObject({
    resourceType: 'CapabilityStatement',
    software: { version: '4.2.0' },
    implementation: { url: `${patient?.url}/api/fhir/r4` },
  });
});

it.each(Object.entries(TRIED_SERVICES).filter(([, kinds]) => kinds.length > 0))(
  '%s takes documents, each with an example that has nothing to mend where it is judged',
  async (slug, kinds) => {
    const documents = (await trialOf(slug))?.documents ?? [];
    expect(documents.map(({ code }) => code).sort()).toEqual([...kinds].sort());
    for (const { code, guide, example } of documents) {
      expect(example === null, code).toBe(guide === null);
      if (example === null) continue;
      const { data } = await service.ask<{ validateDocument: { outcome: string } }>(
        'query ($content: String!) { validateDocument(content: $content) { outcome } }',
        { content: example },
      );
      expect(data.validateDocument.outcome, code).toBe('VALID');
    }
  },
);
