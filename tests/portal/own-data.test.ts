import { pagesOf } from '@portal/paper/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { act, completeDraft, done, pick } from './arrange.ts';
import { askForToken } from './machine.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { attach } from './stages.ts';

interface OwnData {
  account: { person: { name: string }[]; sessions: object[]; personalAccessTokens: object[] };
  requests: Record<string, { protocol?: string; name?: string; fileName?: string; act?: string }[]>;
  homologation: Record<string, object[]>;
}

let people: Record<'ana' | 'bruno' | 'clara', Person>;
let protocol: string;

beforeAll(async () => {
  people = await signedIn('ana', 'bruno', 'clara');
  const draft = await completeDraft(people.ana);
  await attach(people.ana, draft);
  const { version } = (
    await people.ana.get<{ accessRequest: { version: number } }>(
      'query ($id: ID!) { accessRequest(id: $id) { version } }',
      { id: draft.id },
    )
  ).accessRequest;
  const submitted = await done(act(people.ana, 'submitAccessRequest', { id: draft.id, version }));
  protocol = submitted.protocol;
  await done(act(people.clara, 'claimAccessRequest', pick(submitted)));
});

async function dataOf(person: Person): Promise<OwnData> {
  const response = await person.fetch('/own-data.json');
  expect([response.status, response.headers.get('content-disposition'), response.headers.get('cache-control')]).toEqual(
    [200, 'attachment; filename=meus-dados.json', 'no-store'],
  );
  return (await response.json()) as OwnData;
}

describe('all that the portal has of a person', () => {
  test('is theirs as one file: account, requests, files, acts', async () => {
    const { account, requests, homologation } = await dataOf(people.ana);
    expect(account.person).toMatchObject([{ name: expect.stringMatching(/^Ana/) }]);
    expect(account.sessions.length).toBeGreaterThan(0);
    expect(requests.requests?.map((request) => request.protocol)).toContain(protocol);
    expect(requests.evidence?.map(({ fileName }) => fileName)).toContain('bundle.pdf');
    expect(requests.acts?.map((one) => one.act)).toContain('SUBMIT');
    expect(Object.keys(homologation)).toContain('conformanceMessages');
  });

  test('is theirs to read as well: a PDF in words, tagged, of the same', async () => {
    for (const person of [people.ana, people.clara]) {
      const response = await person.fetch('/own-data.pdf');
      const headers = ['content-type', 'content-disposition', 'cache-control'].map((name) =>
        response.headers.get(name),
      );
      expect([response.status, ...headers]).toEqual([
        200,
        'application/pdf',
        'attachment; filename=meus-dados.pdf',
        'no-store',
      ]);
      const pages = await pagesOf(new Uint8Array(await response.arrayBuffer()));
      const text = pages.join(' ');
      expect(text).toContain(protocol);
      expect(text).toContain('A sua conta');
      const data = await dataOf(person);
      // What somebody wrote may have such a name in it, and is printed as they wrote it.
      const written = textsIn(data).join(' ');
      const names = new Set(namesIn(data).filter((name) => /[a-z][A-Z]/.test(name) && !written.includes(name)));
      expect([...names].filter((name) => new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
    }
  });

  test('is of nobody else: a stranger has none of it, a reviewer what they did', async () => {
    expect(JSON.stringify(await dataOf(people.bruno))).not.toContain(protocol);
    const { requests } = await dataOf(people.clara);
    expect(requests.history?.filter((event) => event.protocol === protocol)).toMatchObject([{ name: 'Clara Nunes' }]);
    expect(requests.requests?.map((request) => request.protocol)).not.toContain(protocol);
  });

  test('holds no secret: no field for one, nor the text of a token', async () => {
    const { token } = await askForToken(people.ana, { name: 'Painel dos meus dados' });
    const data = await dataOf(people.ana);
    expect(data.account.personalAccessTokens).toContainEqual(
      expect.objectContaining({ name: 'Painel dos meus dados' }),
    );
    expect(namesIn(data).filter((name) => /secret|hash|sealed|password|privateKey/i.test(name))).toEqual([]);
    expect(JSON.stringify(data)).not.toContain(token);
  });
});

/** The names of all fields, at whatever depth. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)]);
}

/** The texts of all fields, at whatever depth, but the places of reasons, which are printed in words. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === 'path' ? [] : textsIn(inner)));
}
