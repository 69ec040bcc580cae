import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@portal/postgres/testing';
import { signInternalToken } from '@portal/service-kit';
import { createGraphClient, createTestKeys } from '@portal/service-kit/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startCatalogue } from '../catalogue.ts';
import type { PortfolioFile } from './portfolio-file.ts';
import { readContent } from './read-content.ts';

const fileOf = (slug: string, summary: string) => `
slug: ${slug}
name: ${slug.toUpperCase()}
position: 1
summary: ${summary}
needsCredential: true
environments: [HOMOLOGATION]
certificate: { HOMOLOGATION: REQUIRED }
fourEyes: false
requirements:
  HOMOLOGATION:
    - { code: FIRST, description: O primeiro. }
    - { code: SECOND, description: O segundo. }
services:
  - { slug: ${slug}-um, name: Um, description: O primeiro serviço., kind: API }
`;

const started = new AsyncDisposableStack();
let keys: Awaited<ReturnType<typeof createTestKeys>>;
let folder: string;
let databaseUrl: string;
beforeAll(async () => {
  keys = await createTestKeys();
});
afterAll(() => started.disposeAsync());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'content-'));
  const database = await createTestDatabase();
  databaseUrl = database.url;
  await write('a', 'Do arquivo.');
  await write('b', 'Do arquivo.');
  return async () => {
    await rm(folder, { recursive: true });
    await database[Symbol.asyncDispose]();
  };
});

const write = (slug: string, summary: string) => writeFile(join(folder, `${slug}.yaml`), fileOf(slug, summary));

async function start() {
  const service = await startCatalogue({ port: 0, databaseUrl, internalJwks: keys.jwks, contentFolder: folder });
  const ask = createGraphClient(service.url, 'catalogue', keys.gateway);
  const call = async (method: string, path: string, body?: object, key = keys.credentials) =>
    fetch(`${service.url}/internal/portfolios${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await signInternalToken(key, 'catalogue', { kind: 'service', name: key.issuer })}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  return {
    call,
    publish: async (slug: string, number: number, content: object | null) =>
      (await call('PUT', '', { portfolios: [{ slug, number, content }] })).status,
    problems: async (content: object, restores = false) => {
      const response = await call('POST', '/problems', { slug: 'a', content, restores });
      return ((await response.json()) as { problems: { path: unknown[]; message: string }[] }).problems;
    },
    summaries: async () => {
      const { data } = await ask<{ portfolios: { slug: string; summary: string }[] }>(
        '{ portfolios { slug summary } }',
      );
      return Object.fromEntries(data.portfolios.map(({ slug, summary }) => [slug, summary]));
    },
    ask,
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  };
}

async function contentOf(slug: string): Promise<PortfolioFile> {
  const found = (await readContent(folder)).find((one) => one.slug === slug);
  if (!found) throw new Error(`no ${slug}`);
  return found;
}

test('what was published counts at once and after every start, whatever the files say by then', async () => {
  const content = await contentOf('a');
  {
    await using service = await start();
    expect(await service.publish('a', 2, { ...content, summary: 'Da interface.' })).toBe(204);
    expect(await service.summaries()).toEqual({ a: 'Da interface.', b: 'Do arquivo.' });
  }
  for (const summary of ['De um arquivo anterior.', 'De um arquivo novo.']) {
    await write('a', summary);
    await write('b', summary);
    await using service = await start();
    expect(await service.summaries()).toEqual({ a: 'Da interface.', b: summary });
  }
});

test('an edition that comes late changes nothing, and the same one may be told again', async () => {
  const content = await contentOf('a');
  await using service = await start();
  await service.publish('a', 3, { ...content, summary: 'A terceira.' });
  await service.publish('a', 2, { ...content, summary: 'A segunda.' });
  await service.publish('a', 3, { ...content, summary: 'A terceira.' });
  expect(await service.summaries()).toMatchObject({ a: 'A terceira.' });
});

test('an edition whose number was given anew, after a restore of credentials, counts', async () => {
  const content = await contentOf('a');
  await using service = await start();
  await service.publish('a', 2, { ...content, summary: 'Antes.' });
  await service.publish('a', 2, { ...content, summary: 'Depois.' });
  expect(await service.summaries()).toMatchObject({ a: 'Depois.' });
  await service.publish('a', 2, null);
  expect(await service.summaries()).toEqual({ b: 'Do arquivo.' });
});

test('publishing one portfolio leaves others as the newest files made them', async () => {
  const content = await contentOf('a');
  await using older = await start();
  await write('b', 'De um arquivo novo.');
  await using newer = await start();
  await older.publish('a', 1, { ...content, summary: 'Da interface.' });
  await expect
    .poll(() => newer.summaries(), { timeout: 10_000 })
    .toEqual({ a: 'Da interface.', b: 'De um arquivo novo.' });
});

test('what was taken out of use is offered no more, also after a start, and is found by who holds on to it', async () => {
  const content = await contentOf('a');
  {
    await using service = await start();
    await service.publish('a', 1, null);
    expect(await service.summaries()).toEqual({ b: 'Do arquivo.' });
  }
  await using service = await start();
  expect(await service.summaries()).toEqual({ b: 'Do arquivo.' });
  const { data } = await service.ask<{ _entities: object[] }>(
    `{ _entities(representations: [{ __typename: "Service", slug: "a-um" }]) { ... on Service { name retiredAt } } }`,
  );
  expect(data._entities).toEqual([{ name: 'Um', retiredAt: expect.any(String) }]);
  await service.publish('a', 2, content);
  expect(await service.summaries()).toMatchObject({ a: 'Do arquivo.' });
});

test('a code and a slug that were retired are given to nothing else, and come back with the version that had them', async () => {
  const content = await contentOf('a');
  await using service = await start();
  const [first] = content.requirements.HOMOLOGATION;
  const renamed = { slug: 'a-dois', name: 'Dois', description: 'O segundo.', kind: 'API' };
  await service.publish('a', 1, {
    ...content,
    requirements: { HOMOLOGATION: [first], PRODUCTION: [] },
    services: [renamed],
  });
  expect(await service.problems(content)).toEqual([
    { path: ['services', 0, 'slug'], message: expect.stringContaining('serviço retirado') },
    { path: ['requirements', 'HOMOLOGATION', 1, 'code'], message: expect.stringContaining('SECOND') },
  ]);
  expect(await service.problems(content, true)).toEqual([]);
});

test.each([
  ['a text that is not there', { summary: ' ' }, ['summary'], 'Preencha'],
  ['a text that is too long', { summary: 'x'.repeat(1_001) }, ['summary'], '1000 caracteres'],
  ['a control character', { name: 'a\u0007b' }, ['name'], 'uma só linha'],
  ['an address that runs', { documentationUrl: 'javascript:alert(1)' }, ['documentationUrl'], 'https://'],
  ['a certificate rule that is missing', { certificate: {} }, ['certificate', 'HOMOLOGATION'], 'certificado'],
  [
    'a code twice',
    { requirements: { HOMOLOGATION: ['A', 'A'].map((code) => ({ code, description: 'x' })), PRODUCTION: [] } },
    ['requirements', 'HOMOLOGATION', 1],
    'A está aqui duas vezes',
  ],
  [
    'a code in small letters',
    { requirements: { HOMOLOGATION: [{ code: 'a b', description: 'x' }], PRODUCTION: [] } },
    ['requirements', 'HOMOLOGATION', 0, 'code'],
    'letras maiúsculas',
  ],
  [
    'a service of another portfolio',
    { services: [{ slug: 'b-um', name: 'Um', description: 'x', kind: 'API' }] },
    ['services', 0, 'slug'],
    'outro portfólio',
  ],
  ['no service', { services: [] }, ['services'], 'Preencha'],
])('%s is refused at its place, in Portuguese', async (_, change, path, message) => {
  await using service = await start();
  const problems = await service.problems({ ...(await contentOf('a')), ...change });
  expect(problems).toContainEqual({ path, message: expect.stringContaining(message) });
});

test('the addresses are for credentials alone', async () => {
  await using service = await start();
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/problems'],
    ['PUT', ''],
  ] as const) {
    const body = method === 'GET' ? undefined : {};
    expect((await service.call(method, path, body, keys.homologation)).status).toBe(401);
    expect((await service.call(method, path, body, keys.gateway)).status).toBe(401);
  }
  expect((await service.call('PUT', '', { portfolios: [{ slug: 'a', number: 0, content: {} }] })).status).toBe(400);
});
