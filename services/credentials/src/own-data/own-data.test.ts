import { personalTables } from '@portal/service-kit/testing';
import { expect, test } from 'vitest';
import { NOT_IN_OWN_DATA, OWN_DATA } from './own-data.ts';

test('whatever docs/privacy.md says is about people is exported, or it is said why not', async () => {
  const told = new Set(
    Object.values(OWN_DATA).flatMap((sql) => [...sql.matchAll(/\b(?:from|join) (\w+)/g)].map(([, table]) => table)),
  );
  const tables = await personalTables('credentials');
  expect(tables.length).toBeGreaterThan(2);
  expect(tables.filter((table) => !told.has(table))).toEqual(Object.keys(NOT_IN_OWN_DATA).toSorted());
});
