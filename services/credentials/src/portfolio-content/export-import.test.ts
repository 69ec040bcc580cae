import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportContent, importContent } from '@portal/catalogue-content';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startService, type TestService } from '../testing/service.ts';

const resources = new AsyncDisposableStack();
let folder: string;
beforeAll(async () => {
  folder = resources.adopt(await mkdtemp(join(tmpdir(), 'portfolios-')), (path) => rm(path, { recursive: true }));
});
afterAll(() => resources.disposeAsync());

async function opened(): Promise<{ service: TestService; client: pg.Client }> {
  const service = resources.use(await startService());
  // As the user that the service works as: it may do no more.
  const client = resources.adopt(new pg.Client({ connectionString: service.runtimeUrl }), (open) => open.end());
  await client.connect();
  return { service, client };
}

async function filesOf(path: string): Promise<Record<string, string>> {
  const names = (await readdir(path, { recursive: true })).filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(path, name), 'utf8')));
  return Object.fromEntries(names.map((name, place) => [name, texts[place] ?? '']));
}

async function editions(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ editions: number }>(
    `select count(*)::int as editions from content_edition e join content_item i on i.id = e.item_id
     where i.kind = 'PORTFOLIO'`,
  );
  return rows[0]?.editions;
}

const change = async (path: string, from: string, to: string) =>
  writeFile(path, (await readFile(path, 'utf8')).replace(from, to));

test('what was changed and exported is the same after it was imported into an empty database', async () => {
  const [{ client, service }, { client: empty }] = [await opened(), await opened()];
  const [begun, changed, again] = ['begun', 'changed', 'again'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await exportContent(client, begun);
  await change(join(begun, 'sigtap.yaml'), 'name: SIGTAP', 'name: Tabela do SUS');
  await rm(join(begun, 'dados-abertos.yaml'));
  await expect(importContent(client, begun, false)).rejects.toThrow('No file for dados-abertos');
  expect(await importContent(client, begun, true)).toMatchObject({
    published: ['sigtap'],
    withdrawn: ['dados-abertos'],
    unchanged: expect.arrayContaining(['rnds', 'cnes']),
  });
  await exportContent(client, changed);
  expect(await filesOf(changed)).toEqual(await filesOf(begun));
  await importContent(empty, changed, true);
  await exportContent(empty, again);
  expect(await filesOf(again)).toEqual(await filesOf(changed));

  // A second time nothing is new.
  expect(await importContent(client, changed, true)).toMatchObject({ published: [], withdrawn: [] });
  const { rows } = await client.query(
    `select number, by_name, body->>'name' as name from content_edition where body->>'slug' = 'sigtap' order by number`,
  );
  expect(rows).toEqual([
    { number: 1, by_name: 'Arquivo de conteúdo do Portal', name: 'SIGTAP' },
    { number: 2, by_name: 'pnpm catalogue import', name: 'Tabela do SUS' },
  ]);
  const audited = await service.orm.em
    .fork()
    .execute("select detail from audit_record where act = 'importPortfolioContent'");
  expect(audited).toHaveLength(2);
});

test('a code or slug that was retired is given to nothing else, and comes back with a version that had it', async () => {
  const { client } = await opened();
  const path = join(folder, 'retired');
  await exportContent(client, path);
  const [sigtap, cnes] = ['sigtap.yaml', 'cnes.yaml'].map((name) => join(path, name)) as [string, string];
  const [begun, other] = [await readFile(sigtap, 'utf8'), await readFile(cnes, 'utf8')];
  await change(sigtap, 'code: OUTPUTS', 'code: ANSWERS');
  await change(sigtap, 'slug: sigtap-compatibilidade', 'slug: sigtap-outro');
  await importContent(client, path, false);
  const now = await readFile(sigtap, 'utf8');

  await writeFile(sigtap, begun.replace('name: SIGTAP', 'name: Tabela do SUS'));
  const refused = importContent(client, path, false);
  await expect(refused).rejects.toThrow('sigtap.yaml: the requirement OUTPUTS of PRODUCTION was retired');
  await expect(refused).rejects.toThrow('sigtap.yaml: the service sigtap-compatibilidade was retired');
  await writeFile(sigtap, now);
  await change(cnes, 'slug: cnes-', 'slug: sigtap-compatibilidade # cnes-');
  await expect(importContent(client, path, false)).rejects.toThrow('cnes.yaml: the service sigtap-compatibilidade');
  expect(await editions(client)).toBe(2);
  await Promise.all([writeFile(sigtap, begun), writeFile(cnes, other)]);
  expect(await importContent(client, path, false)).toMatchObject({ published: ['sigtap'] });
});

test('reasons of reviewers are exported, changed and imported; without their file they stay', async () => {
  const { client } = await opened();
  const path = join(folder, 'reasons');
  expect(await exportContent(client, path)).toContain('review/reasons');
  expect(await importContent(client, path, false)).toMatchObject({ published: [], withdrawn: [] });
  const file = join(path, 'review/reasons.yaml');
  const begun = await readFile(file, 'utf8');
  await change(file, 'Outro motivo', 'Mais um motivo');
  expect(await importContent(client, path, false)).toMatchObject({ published: ['review/reasons'] });
  const { rows } = await client.query(
    `select number, by_name, body #>> '{reasons,-1,label}' as last from content_edition
     where item_id in (select id from content_item where kind = 'REVIEW_REASONS') order by number`,
  );
  expect(rows).toEqual([
    { number: 1, by_name: 'Portal de Serviços', last: 'Outro motivo' },
    { number: 2, by_name: 'pnpm catalogue import', last: 'Mais um motivo' },
  ]);
  for (const [wrong, why] of [
    ['reasons: [', /^review\/reasons\.yaml: not YAML/],
    ['reasons: 1', /^review\/reasons\.yaml: reasons: /],
    ['reasons: []', /^review\/reasons\.yaml: O motivo EVIDENCE_PERSONAL_DATA fica/],
  ] as const) {
    await writeFile(file, wrong);
    await expect(importContent(client, path, false)).rejects.toThrow(why);
  }
  await rm(file);
  expect((await importContent(client, path, false)).published).toEqual([]);
  await writeFile(file, begun);
  expect(await importContent(client, path, false)).toMatchObject({ published: ['review/reasons'] });
});

test('a file that is wrong changes nothing, and an export overwrites nothing', async () => {
  const { client } = await opened();
  const path = join(folder, 'wrong');
  await exportContent(client, path);
  await change(join(path, 'sigtap.yaml'), 'name: SIGTAP', "name: ''");
  await expect(importContent(client, path, false)).rejects.toThrow(/^sigtap\.yaml: name: /);
  await expect(exportContent(client, path)).rejects.toThrow('is not empty');
  expect(await editions(client)).toBe(0);
});
