import { join } from 'node:path';
import { readKept, tryUpgrade, WELL } from '@portal/postgres/kept-version';
import { migrateBack, migrateDatabase } from '@portal/service-kit/database';
import { expect, test } from 'vitest';
import { MIGRATIONS } from './index.ts';

test('what the version before left is upgraded beside it, which goes on asking, and is as it was once that is taken back', async () => {
  const kept = await readKept(join(import.meta.dirname, 'kept-version.json.gz'));
  expect(await tryUpgrade(kept, MIGRATIONS, { migrateDatabase, migrateBack })).toEqual(WELL);
});
