import { createTestDatabase } from '@portal/postgres/testing';
import { recordStatements } from '@portal/service-kit';
import { expect, test, vi } from 'vitest';
import { openCatalogue } from './catalogue.ts';
import { CONTENT_FOLDER, readContent } from './content/read-content.ts';
import { logger } from './logger.ts';
import { Portfolio } from './portfolios/portfolio.ts';
import { CatalogueReader } from './reader.ts';

test('what another catalogue wrote is seen once the snapshot is no longer fresh, without anybody waiting for it', async () => {
  await using database = await createTestDatabase();
  const orm = await openCatalogue(database.url, await readContent(CONTENT_FOLDER));
  const reader = await CatalogueReader.open(orm, 0);
  await orm.em.fork().nativeUpdate(Portfolio, { slug: 'rnds' }, { name: 'Rede' });
  expect(reader.current().portfolioBySlug.get('rnds')?.name).toBe('RNDS');
  await expect.poll(() => reader.current().portfolioBySlug.get('rnds')?.name).toBe('Rede');
  await reader.refresh();
  await orm.close();
});

test('while it is fresh nothing is read, and those who ask for a refresh at once share one', async () => {
  await using database = await createTestDatabase();
  const orm = await openCatalogue(database.url, await readContent(CONTENT_FOLDER));
  const reader = await CatalogueReader.open(orm);
  using recorded = recordStatements();
  reader.current();
  expect(recorded.count).toBe(0);
  await Promise.all([reader.refresh(), reader.refresh(), reader.refresh()]);
  expect(recorded.count).toBe(5);
  await orm.close();
});

test('while the database does not answer it tells what it knows', async () => {
  await using database = await createTestDatabase();
  const orm = await openCatalogue(database.url, await readContent(CONTENT_FOLDER));
  const reader = await CatalogueReader.open(orm, 0);
  await orm.em.getConnection().execute('alter table endpoint rename to elsewhere');
  const warned = Promise.withResolvers<void>();
  vi.spyOn(logger, 'warn').mockImplementation(() => warned.resolve());
  expect(reader.current().portfolios).toHaveLength(7);
  await warned.promise;
  await expect(reader.refresh()).rejects.toThrow(/endpoint/);
  expect(reader.current().portfolios).toHaveLength(7);
  await orm.close();
  vi.restoreAllMocks();
});
