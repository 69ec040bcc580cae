import { beforeAll, describe, expect, test } from 'vitest';
import { act, done, firstService, pick, refused, uniqueName } from './arrange.ts';
import { aPdf } from './evidence-files.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { contentOf } from './reading.ts';
import { bring, homologationCredential } from './stages.ts';

let ana: Person;
let bruno: Person;
let clara: Person;

beforeAll(async () => {
  ({ ana, bruno, clara } = await signedIn('ana', 'bruno', 'clara'));
});

describe('creating', () => {
  const create = (input: Record<string, unknown>, person = ana) => act(person, 'createHomologationRequest', { input });

  test.for([
    ['an unknown portfolio', { portfolio: 'nada', services: ['rnds-auth'] }, 'NOT_FOUND', 'portfolio'],
    ['an empty portfolio', { portfolio: '', services: ['rnds-auth'] }, 'NOT_FOUND', 'portfolio'],
    ['a portfolio with a NUL', { portfolio: 'rnds\0', services: ['rnds-auth'] }, 'NOT_FOUND', 'portfolio'],
    ['an unknown service', { portfolio: 'rnds', services: ['rnds-auth', 'nada'] }, 'INVALID', 'services.1'],
    ['no service', { portfolio: 'rnds', services: [] }, 'REQUIRED', 'services'],
    [
      '4,000 services',
      { portfolio: 'rnds', services: Array.from({ length: 4_000 }, () => 'rnds-auth') },
      'INVALID',
      'services',
    ],
    [
      'a key of 201 characters',
      { portfolio: 'rnds', services: ['rnds-auth'], idempotencyKey: 'k'.repeat(201) },
      'INVALID',
      'idempotencyKey',
    ],
    ['an empty key', { portfolio: 'rnds', services: ['rnds-auth'], idempotencyKey: '' }, 'INVALID', 'idempotencyKey'],
    [
      'a key with a NUL',
      { portfolio: 'rnds', services: ['rnds-auth'], idempotencyKey: 'a\0b' },
      'INVALID',
      'idempotencyKey',
    ],
  ] as const)('for %s', async ([, input, code, path]) => {
    const { accessRequest, problems } = await create(input);
    expect(problems.map((problem) => `${problem.code} ${problem.path?.join('.')}`)).toEqual([`${code} ${path}`]);
    expect(accessRequest).toBeNull();
  });

  test('for an open portfolio, or one without homologation: NOT_ALLOWED', async () => {
    for (const portfolio of ['dados-abertos', 'e-sus-notifica']) {
      const services = [await firstService(ana, portfolio)];
      expect(await refused(create({ portfolio, services }))).toEqual([{ code: 'NOT_ALLOWED', path: ['portfolio'] }]);
    }
  });

  test('the same service twice counts once', async () => {
    const { id } = await done(create({ portfolio: 'rnds', services: ['rnds-auth', 'rnds-auth'] }));
    expect((await contentOf(ana, id)).services).toEqual([{ slug: 'rnds-auth' }]);
  });

  test('with an idempotency key again gives the first answer; for something else CONFLICT', async () => {
    const idempotencyKey = uniqueName('chave');
    const input = { portfolio: 'rnds', services: ['rnds-auth'], idempotencyKey };
    const answers = await Promise.all([create(input), create(input), create(input)]);
    const ids = await Promise.all(answers.map(async (answer) => (await done(Promise.resolve(answer))).id));
    expect(new Set(ids).size).toBe(1);
    expect((await done(create(input))).id).toBe(ids[0]);
    expect(await refused(create({ ...input, services: ['rnds-rel'] }))).toEqual([
      { code: 'CONFLICT', path: ['idempotencyKey'] },
    ]);
    // A key is its person's own.
    expect((await done(create(input, bruno))).id).not.toBe(ids[0]);
  });

  test('a key that came with something wrong is still free; one of another act is not', async () => {
    const idempotencyKey = uniqueName('chave');
    expect(await refused(create({ portfolio: 'rnds', services: ['nada'], idempotencyKey }))).toMatchObject([
      { code: 'INVALID' },
    ]);
    const made = await done(create({ portfolio: 'rnds', services: ['rnds-auth'], idempotencyKey }));
    const credentialId = await homologationCredential({ owner: ana, reviewer: clara });
    const production = { credentialId, idempotencyKey };
    expect(await refused(act(ana, 'createProductionRequest', { input: production }))).toEqual([
      { code: 'CONFLICT', path: ['idempotencyKey'] },
    ]);
    // Whatever became of it meanwhile, the key leads to what it made.
    await done(act(ana, 'cancelAccessRequest', pick(made)));
    expect(await done(create({ portfolio: 'rnds', services: ['rnds-auth'], idempotencyKey }))).toMatchObject({
      id: made.id,
      state: 'CANCELLED',
    });
  });

  test('for production: DUPLICATE at creation, drafts included, with the open one; a key replays', async () => {
    const cast = { owner: ana, reviewer: clara };
    const credentialId = await homologationCredential(cast);
    const idempotencyKey = uniqueName('chave');
    const make = (key?: string) =>
      act(ana, 'createProductionRequest', { input: { credentialId, idempotencyKey: key } });
    const answers = await Promise.all([make(), make(), make()]);
    expect(answers.map(({ problems }) => problems[0]?.code ?? 'done').toSorted()).toEqual([
      'DUPLICATE',
      'DUPLICATE',
      'done',
    ]);
    const [made] = answers.filter(({ problems }) => problems.length === 0);
    for (const { accessRequest } of answers) expect(accessRequest?.id).toBe(made?.accessRequest?.id);
    expect((await make(idempotencyKey)).problems).toMatchObject([{ code: 'DUPLICATE' }]);
    await done(act(ana, 'cancelAccessRequest', pick(made?.accessRequest ?? { id: '', version: 0 })));
    const anew = await done(make(idempotencyKey));
    expect((await done(make(idempotencyKey))).id).toBe(anew.id);
    expect(anew.id).not.toBe(made?.accessRequest?.id);
  });

  test('for production from another’s credential, from a production one, and where there is no production', async () => {
    const cast = { owner: ana, reviewer: clara };
    const credentialId = await homologationCredential(cast);
    expect(await refused(act(bruno, 'createProductionRequest', { input: { credentialId } }))).toEqual([
      { code: 'NOT_FOUND', path: ['credentialId'] },
    ]);
    const bnafar = await homologationCredential(cast, { portfolio: 'bnafar' });
    expect(await refused(act(ana, 'createProductionRequest', { input: { credentialId: bnafar } }))).toEqual([
      { code: 'NOT_ALLOWED', path: ['credentialId'] },
    ]);
    const production = await done(act(ana, 'createProductionRequest', { input: { credentialId } }));
    await ana.upload(production.id, aPdf(), 'bundle.pdf');
    const { credential } = await bring(production, 'APPROVED', cast);
    expect(await refused(act(ana, 'createProductionRequest', { input: { credentialId: credential?.id } }))).toEqual([
      { code: 'NOT_ALLOWED', path: ['credentialId'] },
    ]);
  });
});
