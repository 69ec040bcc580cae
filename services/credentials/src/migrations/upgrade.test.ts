import { join } from 'node:path';
import { withKeptChain } from '@portal/audit';
import { hashAll, verifyKept } from '@portal/audit-chain';
import { readKept, tryUpgrade, WELL } from '@portal/postgres/kept-version';
import { migrateBack, migrateDatabase } from '@portal/service-kit/database';
import { expect, test } from 'vitest';
import { migrationsOf } from '../database.ts';
import { testSealing } from '../testing/sealing.ts';

async function verifies(url: string): Promise<void> {
  const chain = { chain: 'credentials', keys: { keys: [] }, checkpoints: [] };
  const { faults, links } = await withKeptChain(url, (kept) => verifyKept(kept, chain, { hashAll }));
  expect(faults).toEqual([]);
  expect(links).toBeGreaterThan(400);
}

test('what the version before left is upgraded beside it, which goes on asking, and is as it was once that is taken back', async () => {
  const kept = await readKept(join(import.meta.dirname, 'kept-version.json.gz'));
  expect(await tryUpgrade(kept, migrationsOf(testSealing), { migrateDatabase, migrateBack }, verifies)).toEqual(WELL);
});
