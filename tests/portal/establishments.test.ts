import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { act, contentWithoutCertificate, done, newDraft, pick, refused } from './arrange.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { contentOf, read } from './reading.ts';
import { requestIn } from './stages.ts';

let ana: Person;
let clara: Person;

beforeAll(async () => {
  ({ ana, clara } = await signedIn('ana', 'clara'));
});

/** Two of Sousa, Paraíba. */
const [MAIN, CHILD] = ['2313499', '2313502'];
const TOLD = { name: 'Clínica Nova', uf: 'GO', municipality: 'Goiânia' };

const update = (request: { id: string; version: number }, changes: Record<string, unknown>) =>
  act(ana, 'updateAccessRequest', { input: { ...pick(request), ...changes } });

describe('a look-up', () => {
  test('is by exactly one number', async () => {
    const look = `query ($cnes: String, $cnpj: String) { establishmentLookup(cnes: $cnes, cnpj: $cnpj) {
      outcome establishment { name uf } } }`;
    for (const variables of [{}, { cnes: '2337991', cnpj: '11222333000181' }, { cnes: null, cnpj: null }]) {
      expect((await ana.ask(look, variables)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
    for (const [variables, outcome] of [
      [{ cnes: '2337991' }, 'FOUND'],
      [{ cnes: '233' }, 'INVALID'],
      [{ cnes: '' }, 'INVALID'],
      [{ cnes: '\0' }, 'INVALID'],
      [{ cnpj: '11222333000182' }, 'INVALID'],
      [{ cnpj: '12ABC34501DE35' }, 'NOT_IN_SAMPLE'],
      [{ cnes: '9999999' }, 'NOT_IN_SAMPLE'],
    ] as const) {
      const { establishmentLookup } = await ana.get<{ establishmentLookup: { outcome: string } }>(look, variables);
      expect(establishmentLookup.outcome).toBe(outcome);
    }
  });
});

describe('an establishment that nobody knows', () => {
  test('is told by the applicant, whole before it is sent, and marked so', async () => {
    const draft = await newDraft(ana, 'cnes');
    const filled = await done(update(draft, { ...contentWithoutCertificate(), establishmentCnes: '9999999' }));
    expect((await refused(act(ana, 'submitAccessRequest', pick(filled)))).map(({ path }) => path?.join('.'))).toEqual([
      'establishment.name',
      'establishment.uf',
      'establishment.municipality',
    ]);
    const told = await done(update(filled, { establishment: TOLD }));
    const sent = await done(act(ana, 'submitAccessRequest', pick(told)));
    expect(
      await read(clara, sent, 'establishment { cnes cnpj name uf municipality verified } warnings { code }'),
    ).toEqual({
      establishment: { cnes: '9999999', cnpj: null, ...TOLD, verified: false },
      warnings: [{ code: 'ESTABLISHMENT_UNVERIFIED' }],
    });
  });

  test.for<[string, Record<string, unknown>, string]>([
    ['an unknown UF', { ...TOLD, uf: 'XX' }, 'establishment.uf'],
    ['an empty name', { ...TOLD, name: '' }, 'establishment.name'],
    ['a name of 201 characters', { ...TOLD, name: 'a'.repeat(201) }, 'establishment.name'],
    ['a municipality with a NUL', { ...TOLD, municipality: 'Goi\0nia' }, 'establishment.municipality'],
  ])('is not told with %s', async ([, establishment, path]) => {
    const draft = await newDraft(ana, 'cnes');
    const problems = await refused(update(draft, { establishmentCnes: '9999999', establishment }));
    expect(problems.map((problem) => problem.path?.join('.'))).toEqual([path]);
  });

  test('may be told by a CNPJ with letters alone, typed as people type it', async () => {
    const content = {
      ...contentWithoutCertificate(),
      establishmentCnes: null,
      establishmentCnpj: '12.abc.345/01de-35',
      establishment: TOLD,
    };
    const request = await requestIn('SUBMITTED', { owner: ana, reviewer: clara }, { content });
    expect(await read(clara, request, 'establishment { cnes cnpj verified }')).toEqual({
      establishment: { cnes: null, cnpj: '12ABC34501DE35', verified: false },
    });
  });
});

describe('child establishments', () => {
  test('of one state go with the main one, and are looked at again when that changes', async () => {
    const draft = await newDraft(ana, 'cnes');
    const filled = await done(
      update(draft, { ...contentWithoutCertificate(), establishmentCnes: MAIN, childEstablishments: [CHILD] }),
    );
    expect(await contentOf(ana, draft.id)).toMatchObject({ childEstablishments: [{ cnes: CHILD }] });
    const moved = await done(update(filled, { establishmentCnes: '2337991' }));
    expect(await refused(act(ana, 'submitAccessRequest', pick(moved)))).toEqual([
      { code: 'INVALID', path: ['childEstablishments', '0'] },
    ]);
    const same = await done(update(moved, { establishmentCnes: CHILD }));
    expect(await refused(act(ana, 'submitAccessRequest', pick(same)))).toEqual([
      { code: 'INVALID', path: ['childEstablishments', '0'] },
    ]);
    const mended = await done(update(same, { childEstablishments: [] }));
    expect((await done(act(ana, 'submitAccessRequest', pick(mended)))).state).toBe('SUBMITTED');
  });

  test('may be two hundred', async () => {
    const childEstablishments = someOfParaiba(201)
      .filter((cnes) => cnes !== MAIN)
      .slice(0, 200);
    const draft = await newDraft(ana, 'cnes');
    await done(update(draft, { establishmentCnes: MAIN, childEstablishments }));
    expect(await contentOf(ana, draft.id)).toMatchObject({
      childEstablishments: childEstablishments.map((cnes) => ({ cnes })),
    });
  });
});

/** The first ones of that state in the bundled sample. */
function someOfParaiba(count: number): string[] {
  const sample = '../../services/credentials/src/establishments/establishments-sample.csv';
  const lines = readFileSync(new URL(sample, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return lines
    .filter((line) => line.endsWith(',PB'))
    .slice(0, count)
    .map((line) => line.slice(0, 7));
}
