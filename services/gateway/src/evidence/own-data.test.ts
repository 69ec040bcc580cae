import { OWN_DATA_FIELDS, OWN_DATA_TITLES } from '@portal/domain';
import { personalTables } from '@portal/service-kit/testing';
import { expect, test } from 'vitest';
import { NOT_IN_OWN_DATA, OWN_DATA } from './own-data.ts';

test('whatever docs/privacy.md says is about people is exported, or it is said why not', async () => {
  const told = new Set(
    Object.values(OWN_DATA).flatMap((sql) => [...sql.matchAll(/\b(?:from|join) (\w+)/g)].map(([, table]) => table)),
  );
  const tables = await personalTables('gateway');
  expect(tables.length).toBeGreaterThan(2);
  expect(tables.filter((table) => !told.has(table))).toEqual(Object.keys(NOT_IN_OWN_DATA).toSorted());
});

test('each part, and each field that is named for it, has words for its PDF', () => {
  const fields = Object.values(OWN_DATA).flatMap((sql) =>
    [...sql.matchAll(/ as "(\w+)"/g)].map(([, field = '']) => field),
  );
  expect(Object.keys(OWN_DATA).filter((part) => !(part in OWN_DATA_TITLES))).toEqual([]);
  expect(fields.filter((field) => !(field in OWN_DATA_FIELDS))).toEqual([]);
});
