import { beforeAll, describe, expect, test } from 'vitest';
import {
  act,
  anyCpf,
  completeDraft,
  contentWithoutCertificate,
  done,
  newDraft,
  pick,
  refused,
  uniqueName,
} from './arrange.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { contentOf } from './reading.ts';
import { requestIn } from './stages.ts';

let ana: Person;
let bruno: Person;
let clara: Person;

beforeAll(async () => {
  ({ ana, bruno, clara } = await signedIn('ana', 'bruno', 'clara'));
});

describe('submitting', () => {
  const REQUIRED = [
    'acceptedTerms',
    'establishmentCnes',
    'manager.cpf',
    'manager.email',
    'manager.name',
    'manager.phone',
    'origin',
    'system.description',
    'system.ipRanges',
    'system.monthlyVolume',
    'system.name',
    'system.webApplication',
  ];
  const submitProblems = async (request: { id: string; version: number }) =>
    (await refused(act(ana, 'submitAccessRequest', pick(request)))).map(
      ({ code, path }) => `${code} ${path?.join('.')}`,
    );

  test('an empty draft is told everything that is missing', async () => {
    const cnes = await newDraft(ana, 'cnes');
    expect((await submitProblems(cnes)).toSorted()).toEqual(REQUIRED.map((path) => `REQUIRED ${path}`));
    const rnds = await newDraft(ana, 'rnds');
    expect((await submitProblems(rnds)).toSorted()).toEqual(
      [...REQUIRED, 'certificatePem'].toSorted().map((path) => `REQUIRED ${path}`),
    );
    expect(await contentOf(ana, rnds.id)).toMatchObject({ state: 'DRAFT', version: rnds.version });
  });

  test.for([
    [{ origin: null }, 'origin'],
    [{ establishmentCnes: null }, 'establishmentCnes'],
    [{ manager: { name: null } }, 'manager.name'],
    [{ manager: { cpf: null } }, 'manager.cpf'],
    [{ manager: { email: null } }, 'manager.email'],
    [{ manager: { phone: null } }, 'manager.phone'],
    [{ system: { name: null } }, 'system.name'],
    [{ system: { description: null } }, 'system.description'],
    [{ system: { webApplication: null } }, 'system.webApplication'],
    [{ system: { monthlyVolume: null } }, 'system.monthlyVolume'],
    [{ system: { ipRanges: [] } }, 'system.ipRanges'],
    [{ services: [] }, 'services'],
    [{ acceptedTerms: false }, 'acceptedTerms'],
  ] as [Record<string, unknown>, string][])('without %j', async ([missing, path]) => {
    const draft = await newDraft(ana, 'cnes');
    const filled = await done(
      act(ana, 'updateAccessRequest', { input: { ...pick(draft), ...contentWithoutCertificate() } }),
    );
    const input = { ...pick(filled), ...missing };
    const taken = await done(act(ana, 'updateAccessRequest', { input }));
    const before = await contentOf(ana, draft.id);
    expect(await submitProblems(taken)).toEqual([`REQUIRED ${path}`]);
    expect(await contentOf(ana, draft.id)).toEqual(before);
  });

  test('a draft that may hold no attendances and no web application at all', async () => {
    const content = contentWithoutCertificate();
    Object.assign(content.system as object, { monthlyVolume: 0, webApplication: false });
    expect((await requestIn('SUBMITTED', { owner: ana, reviewer: clara }, { content })).state).toBe('SUBMITTED');
  });

  test('without a certificate where the portfolio asks for one', async () => {
    const draft = await completeDraft(ana);
    const without = await done(act(ana, 'updateAccessRequest', { input: { ...pick(draft), certificatePem: null } }));
    expect(await submitProblems(without)).toEqual(['REQUIRED certificatePem']);
  });

  test('with a manager who is not the certificate’s holder', async () => {
    const draft = await completeDraft(ana);
    const other = await act(ana, 'updateAccessRequest', { input: { ...pick(draft), manager: { cpf: anyCpf() } } });
    const paths =
      other.problems.length > 0
        ? other.problems
        : (await act(ana, 'submitAccessRequest', pick(other.accessRequest ?? draft))).problems;
    expect(paths).toMatchObject([{ code: 'INVALID' }]);
    expect((await contentOf(ana, draft.id)).state).toBe('DRAFT');
  });

  test('twice at once: exactly one goes through', async () => {
    const draft = await requestIn('DRAFT', { owner: ana, reviewer: clara });
    const answers = await Promise.all([1, 2, 3, 4].map(() => act(ana, 'submitAccessRequest', pick(draft))));
    const codes = answers.map(({ problems }) => problems[0]?.code ?? 'done').toSorted();
    expect(codes).toEqual(['STALE_VERSION', 'STALE_VERSION', 'STALE_VERSION', 'done']);
    const { history, version } = await contentOf(ana, draft.id);
    expect(history).toEqual([{ action: 'CREATE' }, { action: 'SUBMIT' }]);
    expect(version).toBe(draft.version + 1);
  });

  test('a second open request for the same system: DUPLICATE at system.name', async () => {
    const cast = { owner: ana, reviewer: clara };
    const name = uniqueName('Prontuário Água');
    const first = await requestIn('SUBMITTED', cast, { content: contentWithoutCertificate(name) });
    const same = { content: contentWithoutCertificate(`  ${name.toUpperCase().replaceAll('Á', 'a')} `) };
    const second = await requestIn('DRAFT', cast, same);
    expect(await submitProblems(second)).toEqual(['DUPLICATE system.name']);
    // Another portfolio, another establishment and another person are other systems.
    await requestIn('SUBMITTED', cast, { ...same, portfolio: 'sigtap' });
    await requestIn('SUBMITTED', cast, { content: { ...same.content, establishmentCnes: '2313499' } });
    await requestIn('SUBMITTED', { owner: bruno, reviewer: clara }, same);
    // What is over no longer counts.
    await done(act(ana, 'cancelAccessRequest', pick(first)));
    expect((await done(act(ana, 'submitAccessRequest', pick(second)))).state).toBe('SUBMITTED');
  });

  test('two drafts of one system at once: one goes through', async () => {
    const cast = { owner: ana, reviewer: clara };
    const content = contentWithoutCertificate();
    const drafts = [await requestIn('DRAFT', cast, { content }), await requestIn('DRAFT', cast, { content })];
    const answers = await Promise.all(drafts.map((draft) => act(ana, 'submitAccessRequest', pick(draft))));
    expect(answers.map(({ problems }) => problems[0]?.code ?? 'done').toSorted()).toEqual(['DUPLICATE', 'done']);
  });
});
