import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { lintSuites } from './lint.ts';
import { SUITES_FOLDER, suiteOf, suites } from './suites.ts';

const CATALOGUE = join(import.meta.dirname, '../../../services/catalogue/content');

test('nothing is wrong with the suites', () => {
  expect(lintSuites(SUITES_FOLDER)).toEqual([]);
});

test('there is one for each kind of document that is judged, of services that the catalogue has', () => {
  expect(suites().map(({ id }) => id)).toEqual(['ra', 'rac', 'redfm', 'rel', 'ria-r', 'sa']);
  const slugs = readdirSync(CATALOGUE).flatMap((file) => {
    const { services } = parse(readFileSync(join(CATALOGUE, file), 'utf8')) as { services: { slug: string }[] };
    return services.map(({ slug }) => slug);
  });
  expect(slugs).toEqual(expect.arrayContaining(suites().flatMap(({ services }) => services)));
});

test('a suite is found by its id, and by the hash of what it says', () => {
  const [suite] = suites();
  expect(suiteOf('ra')).toBe(suite);
  expect(suiteOf('ra', suite?.hash)).toBe(suite);
  expect(suiteOf('ra', 'another')).toBeUndefined();
  expect(suiteOf('repm')).toBeUndefined();
});
