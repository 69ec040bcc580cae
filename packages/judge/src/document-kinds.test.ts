import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DOCUMENT_KINDS, documentKindOf } from './document-kinds.ts';
import { vaccination } from './examples/vaccination.ts';
import { openGuides } from './open-guides.ts';

const page = readFileSync(new URL('../../../docs/judge.md', import.meta.url), 'utf8');
const guides = openGuides();

it.each(DOCUMENT_KINDS)('$code is judged by what it says, and docs/judge.md says the same', (kind) => {
  const { guide, guideVersion, profiles, covered } = kind;
  for (const profile of profiles) expect(guides.profile(profile) !== undefined).toBe(guide !== null);
  expect(covered.length > 0).toBe(guide !== null);
  if (guide === null) return;
  const file = new URL(`../guides/${guide}-${guideVersion}.json`, import.meta.url);
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')).profiles)).toEqual(expect.arrayContaining([...profiles]));
  expect(page).toContain(`${guide} ${guideVersion}`);
});

it('a document is of the kind whose profile its Composition names, whatever version of it', () => {
  const bundle = vaccination();
  expect(documentKindOf(bundle)?.code).toBe('RIA-R');
  const [composition] = bundle.entry;
  const profile = composition?.resource.meta.profile[0];
  Object.assign(composition?.resource.meta ?? {}, { profile: [`${profile}|2.0`] });
  expect(documentKindOf(bundle)?.code).toBe('RIA-R');
});

it('one of which no profile is public is told by its type', () => {
  const bundle = vaccination();
  const root: { meta: object; type: { coding: { code: string }[] } } = bundle.entry[0]?.resource as never;
  Object.assign(root.meta, { profile: ['http://exemplo.saude.gov.br/Prescricao'] });
  expect(documentKindOf(bundle)).toBeUndefined();
  Object.assign(root.type.coding[0] ?? {}, { code: 'REPM' });
  expect(documentKindOf(bundle)?.code).toBe('REPM');
});

it.each([
  undefined,
  null,
  7,
  {},
  { resourceType: 'Bundle' },
  { resourceType: 'Bundle', entry: [null, {}, { resource: 1 }] },
])('what names none of them is of no kind: %j', (resource) => expect(documentKindOf(resource)).toBeUndefined());
