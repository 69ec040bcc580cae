import { expect, test } from 'vitest';
import { act, completeDraft, done, pick, uniqueName } from './arrange.ts';
import { Person } from './person.ts';

const PDF = new Blob(['%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n']);

test('a request walks the six steps through the public API, changes asked for and mended on the way', async () => {
  const [ana, clara, davi] = await Promise.all([Person.signIn('ana'), Person.signIn('clara'), Person.signIn('davi')]);
  const drafted = await completeDraft(ana, uniqueName('Laboratório'));
  const submitted = await done(act(ana, 'submitAccessRequest', pick(drafted)));
  expect(submitted.state).toBe('SUBMITTED');

  const claimed = await done(act(clara, 'claimAccessRequest', pick(submitted)));
  const asked = await done(
    act(clara, 'requestChanges', {
      ...pick(claimed),
      reasons: [{ code: 'IP_NOT_JUSTIFIED', path: 'system.ipRanges.0', message: 'Informe só o IP de saída.' }],
    }),
  );
  expect(asked.state).toBe('CHANGES_REQUESTED');

  const mended = await done(
    act(ana, 'updateAccessRequest', { input: { ...pick(asked), system: { ipRanges: ['200.130.5.7'] } } }),
  );
  const again = await done(act(ana, 'submitAccessRequest', pick(mended)));
  const { accessRequest: seen } = await clara.get<{ accessRequest: { changedSinceLastSubmission: string[][] } }>(
    'query ($id: ID!) { accessRequest(id: $id) { changedSinceLastSubmission } }',
    { id: again.id },
  );
  expect(seen.changedSinceLastSubmission).toContainEqual(['system', 'ipRanges']);
  const approved = await done(
    act(clara, 'approveAccessRequest', pick(await done(act(clara, 'claimAccessRequest', pick(again))))),
  );
  expect(approved.state).toBe('APPROVED');

  const credentialId = approved.credential?.id ?? '';
  const drawn = await rotate(ana, credentialId);
  expect(drawn.problems).toEqual([]);
  expect(drawn.secret).toMatch(/\S{20,}/);
  expect((await rotate(davi, credentialId)).problems[0]?.code).toBe('NOT_FOUND');

  const production = await done(act(ana, 'createProductionRequest', { input: { credentialId } }));
  const early = await act(ana, 'submitAccessRequest', pick(production));
  expect(early.problems.map(({ code, path }) => ({ code, path }))).toContainEqual({
    code: 'REQUIRED',
    path: ['evidence'],
  });
  const uploaded = await ana.upload(production.id, PDF, 'bundle.pdf');
  expect(uploaded.status).toBe(201);

  const sent = await done(act(ana, 'submitAccessRequest', pick(production)));
  const taken = await done(act(davi, 'claimAccessRequest', pick(sent)));
  const granted = await done(act(davi, 'approveAccessRequest', pick(taken)));
  const { credential } = await ana.get<{
    credential: { environment: string; state: string; requesterIdentifier: string };
  }>('query ($id: ID!) { credential(id: $id) { environment state requesterIdentifier } }', {
    id: granted.credential?.id,
  });
  expect(credential).toMatchObject({ environment: 'PRODUCTION', state: 'ACTIVE' });
  expect(credential.requesterIdentifier).toMatch(/^\d+$/);
});

interface SecretPayload {
  secret: string | null;
  problems: { code: string }[];
}

async function rotate(person: Person, id: string): Promise<SecretPayload> {
  const { rotateCredentialSecret } = await person.get<{ rotateCredentialSecret: SecretPayload }>(
    'mutation ($id: ID!) { rotateCredentialSecret(id: $id) { secret problems { code } } }',
    { id },
  );
  return rotateCredentialSecret;
}
