import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@portal/postgres/testing';
import { type AskGraph, createGraphClient, createTestKeys } from '@portal/service-kit/testing';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startCatalogue } from '../catalogue.ts';
import { readContent } from './read-content.ts';

const PORTFOLIO = `
slug: teste
name: Teste
position: 1
summary: Um portfólio.
needsCredential: true
environments: [HOMOLOGATION]
certificate: { HOMOLOGATION: REQUIRED }
fourEyes: true
requirements:
  HOMOLOGATION:
    - { code: FIRST, description: O primeiro. }
    - { code: SECOND, description: O segundo. }
services:
  - slug: um
    name: Um
    description: O primeiro serviço.
    kind: API
    versions: [{ version: v1, releasedAt: 2026-01-31 }, { version: v2 }]
    endpoints: [{ environment: HOMOLOGATION, url: 'https://{uf}.exemplo.gov.br' }]
  - slug: dois
    name: Dois
    description: O segundo serviço.
    kind: WEB_SERVICE
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'content-'));
  return () => rm(folder, { recursive: true });
});

function write(text: string, name = 'teste.yaml'): Promise<void> {
  return writeFile(join(folder, name), text);
}

describe('a file that is wrong is named, with the place in it', () => {
  test.each([
    ['not YAML', PORTFOLIO.replace('[HOMOLOGATION]', '[HOMOLOGATION'), /^teste\.yaml: not YAML: /],
    ['a missing field', PORTFOLIO.replace('summary: Um portfólio.', ''), /^teste\.yaml: summary: /],
    ['an unknown field', `${PORTFOLIO}\nsecret: x`, /^teste\.yaml: .*secret/],
    ['an unknown kind', PORTFOLIO.replace('WEB_SERVICE', 'SOAP'), /^teste\.yaml: services\.1\.kind: /],
    [
      'an address that is none',
      PORTFOLIO.replace('https://', 'gopher://'),
      /^teste\.yaml: services\.0\.endpoints\.0\.url: must be/,
    ],
    [
      'a certificate rule left out',
      PORTFOLIO.replace('HOMOLOGATION: REQUIRED', ''),
      /^teste\.yaml: certificate\.HOMOLOGATION: must be told/,
    ],
    [
      'a code twice',
      PORTFOLIO.replace('SECOND', 'FIRST'),
      /^teste\.yaml: requirements\.HOMOLOGATION\.1: code FIRST stands there twice/,
    ],
    [
      'another slug than its name',
      PORTFOLIO.replace('slug: teste', 'slug: outro'),
      /^teste\.yaml: slug: must be the file's name/,
    ],
    [
      'a rule beside four eyes',
      `${PORTFOLIO.replace('[HOMOLOGATION]', '[HOMOLOGATION, PRODUCTION]')}\napprovalByRule: { drawnPercent: 20 }`,
      /^teste\.yaml: .*approvalByRule: must not be where fourEyes is true/,
    ],
    [
      'a rule without production',
      `${PORTFOLIO.replace('fourEyes: true', 'fourEyes: false')}\napprovalByRule: { drawnPercent: 20 }`,
      /^teste\.yaml: approvalByRule: must not be where there is no PRODUCTION/,
    ],
    ['a share beyond all', `${PORTFOLIO}\napprovalByRule: { drawnPercent: 101 }`, /approvalByRule\.drawnPercent: /],
  ])('%s', async (_, text, message) => {
    await write(text);
    await expect(readContent(folder)).rejects.toThrow(message);
  });

  test('a service in two portfolios', async () => {
    await write(PORTFOLIO);
    await write(PORTFOLIO.replace('slug: teste', 'slug: zwei'), 'zwei.yaml');
    await expect(readContent(folder)).rejects.toThrow('zwei.yaml: services: um stands in teste.yaml too');
  });

  test('no file at all', async () => {
    await expect(readContent(folder)).rejects.toThrow('no portfolio');
  });
});

describe('loading', () => {
  const resources = new AsyncDisposableStack();
  let keys: Awaited<ReturnType<typeof createTestKeys>>;
  beforeAll(async () => {
    keys = await createTestKeys();
  });
  afterAll(() => resources.disposeAsync());

  async function start(databaseUrl: string): Promise<AsyncDisposable & { ask: AskGraph }> {
    const service = await startCatalogue({ port: 0, databaseUrl, internalJwks: keys.jwks, contentFolder: folder });
    return {
      ask: createGraphClient(service.url, 'catalogue', keys.gateway),
      [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
    };
  }

  /** Every row with the transaction that wrote it. */
  async function rowsOf(databaseUrl: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      const tables = ['portfolio', 'service', 'service_version', 'endpoint', 'requirement'];
      const rows: unknown[] = [];
      for (const table of tables) {
        rows.push((await client.query(`select xmin::text, * from ${table} order by 2, 3, 4`)).rows);
      }
      return rows;
    } finally {
      await client.end();
    }
  }

  test('a second start writes nothing', async () => {
    await using database = await createTestDatabase();
    await write(PORTFOLIO);
    await (await start(database.url))[Symbol.asyncDispose]();
    const before = await rowsOf(database.url);
    await (await start(database.url))[Symbol.asyncDispose]();
    expect(await rowsOf(database.url)).toEqual(before);
  });

  test('catalogues that start at once on an empty server make one catalogue', async () => {
    await using database = await createTestDatabase();
    const absent = new URL(database.url);
    absent.pathname += '_at_once';
    await write(PORTFOLIO);
    const services = await Promise.all([start(absent.href), start(absent.href), start(absent.href)]);
    const { data } = await services[0].ask('{ services { totalCount } }');
    expect(data).toEqual({ services: { totalCount: 2 } });
    await Promise.all(services.map((service) => service[Symbol.asyncDispose]()));
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`drop database ${absent.pathname.slice(1)}`);
    await client.end();
  });

  test('what leaves a file is retired: no longer offered, still found by its key, offered again when it comes back', async () => {
    await using database = await createTestDatabase();
    await write(PORTFOLIO);
    const offered = `{
      portfolio(slug: "teste") {
        services { slug versions { version } endpoints { uf } } requirements { id code }
      }
      service(slug: "dois") { slug }
    }`;
    let before: { portfolio: { requirements: { id: string }[] } };
    {
      await using service = await start(database.url);
      before = (await service.ask<typeof before>(offered)).data;
    }
    await write(
      PORTFOLIO.replace(/ {2}- slug: dois[\s\S]*/, '')
        .replace(/.*SECOND.*\n/, '')
        .replace(', { version: v2 }', '')
        .replace('{uf}.', ''),
    );
    {
      await using service = await start(database.url);
      const { data } = await service.ask(offered);
      expect(data).toMatchObject({
        portfolio: {
          services: [{ slug: 'um', versions: [{ version: 'v1' }], endpoints: [{ uf: null }] }],
          requirements: [{ code: 'FIRST' }],
        },
        service: null,
      });
      const { data: found } = await service.ask<{ _entities: { name?: string; code?: string; retiredAt: string }[] }>(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) {
          ... on Service { name retiredAt } ... on Requirement { code retiredAt }
        } }`,
        {
          representations: [
            { __typename: 'Service', slug: 'dois' },
            { __typename: 'Requirement', id: before.portfolio.requirements[1]?.id },
          ],
        },
      );
      expect(found).toEqual({
        _entities: [
          { name: 'Dois', retiredAt: expect.any(String) },
          { code: 'SECOND', retiredAt: expect.any(String) },
        ],
      });
    }
    await write(PORTFOLIO);
    await using service = await start(database.url);
    expect((await service.ask(offered)).data).toEqual(before);
  });

  test('approval by rule is what everybody reads of it; off where the file says nothing, and again when it is taken out', async () => {
    await using database = await createTestDatabase();
    const production = PORTFOLIO.replace('[HOMOLOGATION]', '[HOMOLOGATION, PRODUCTION]')
      .replace('HOMOLOGATION: REQUIRED', 'HOMOLOGATION: NONE, PRODUCTION: NONE')
      .replace('fourEyes: true', 'fourEyes: false');
    const proven = production.replace('O primeiro.', 'O primeiro., provenByReport: true');
    const told: unknown[] = [];
    for (const text of [production, `${proven}\napprovalByRule: { drawnPercent: 20 }`, production]) {
      await write(text);
      await using service = await start(database.url);
      const query = '{ portfolio(slug: "teste") { approvalByRule { drawnPercent } requirements { provenByReport } } }';
      told.push((await service.ask<{ portfolio: object }>(query)).data.portfolio);
    }
    const off = { approvalByRule: null, requirements: [{ provenByReport: false }, { provenByReport: false }] };
    const requirements = [{ provenByReport: true }, { provenByReport: false }];
    expect(told).toEqual([off, { approvalByRule: { drawnPercent: 20 }, requirements }, off]);
  });

  test('none of the portfolios that come with it approves by rule', async () => {
    const content = await readContent(join(import.meta.dirname, '../../content'));
    expect(content.filter(({ approvalByRule }) => approvalByRule !== undefined)).toEqual([]);
  });

  test('a portfolio that is renamed is found by its new name', async () => {
    await using database = await createTestDatabase();
    await write(PORTFOLIO);
    await (await start(database.url))[Symbol.asyncDispose]();
    await write(PORTFOLIO.replace('name: Teste', 'name: Ensaio'));
    await using service = await start(database.url);
    const { data } = await service.ask(`{
      old: services(filter: { text: "teste" }) { totalCount }
      now: services(filter: { text: "ensáio" }) { totalCount }
    }`);
    expect(data).toEqual({ old: { totalCount: 0 }, now: { totalCount: 2 } });
  });
});
