import { createTestDatabase } from '@portal/postgres/testing';
import { judgeColumns } from '@portal/service-kit/testing';
import { expect, it } from 'vitest';
import { openCredentialsDatabase } from './database.ts';
import { AccessRequest } from './requests/access-request.ts';
import { testKeys } from './testing/sealing.ts';

it('is made by the migrations, and maps as the entities say', async () => {
  await using database = await createTestDatabase();
  const orm = await openCredentialsDatabase(database.url, testKeys);
  try {
    const em = orm.em.fork();
    expect(await em.count(AccessRequest)).toBe(0);
    for (const { class: entity } of orm.getMetadata().getAll().values()) {
      expect(await em.find(entity, {}, { limit: 1 })).toEqual([]);
    }
    // Each column was judged: about a person or not.
    expect(await judgeColumns('credentials', database.url)).toEqual({ unjudged: [], gone: [], twice: [] });
  } finally {
    await orm.close(true);
  }
});
