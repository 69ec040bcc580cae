import { afterAll, describe, expect, it } from 'vitest';
import { Journey } from '../testing/journey.ts';
import { ana, bruno } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

describe('where a request starts', () => {
  it.each([
    ['nada', ['x'], 'NOT_FOUND', ['portfolio']],
    ['cnes\0', ['leitos'], 'NOT_FOUND', ['portfolio']],
    ['c'.repeat(10_000), ['leitos'], 'NOT_FOUND', ['portfolio']],
    ['aberto', ['cnes-aberto'], 'NOT_ALLOWED', ['portfolio']],
    ['esus', ['notifica'], 'NOT_ALLOWED', ['portfolio']],
    ['cnes', [], 'REQUIRED', ['services']],
    ['cnes', ['leitos', 'pdq'], 'INVALID', ['services', '1']],
  ])('%s with %j is refused', async (portfolio, services, code, path) => {
    expect(await journey.create(ana, portfolio, services)).toMatchObject({
      accessRequest: null,
      problems: [{ code, path }],
    });
  });

  it('the protocol is of the year in São Paulo, and unique among many at once', async () => {
    service.clock.now = new Date('2027-01-01T02:30:00Z');
    const created = await Promise.all(Array.from({ length: 12 }, () => journey.done(journey.create(ana))));
    service.clock.now = new Date('2027-01-01T03:00:00Z');
    const next = await journey.done(journey.create(ana));
    service.clock.now = new Date();
    const protocols = created.map(({ protocol }) => protocol);
    expect(new Set(protocols).size).toBe(12);
    for (const protocol of protocols) expect(protocol).toMatch(/^2026-\d{7}-\d$/);
    expect(next.protocol).toMatch(/^2027-0000001-\d$/);
  });

  it('a key replays the first answer, to its person alone, and stands for one input', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => journey.create(ana, 'cnes', ['leitos'], 'chave-1')),
    );
    const ids = new Set(answers.map(({ accessRequest }) => accessRequest?.id));
    expect(ids.size).toBe(1);
    const others = await journey.done(journey.create(bruno, 'cnes', ['leitos'], 'chave-1'));
    expect(ids).not.toContain(others.id);
    expect(await journey.create(ana, 'cnes', ['profissionais'], 'chave-1')).toMatchObject({
      accessRequest: null,
      problems: [{ code: 'CONFLICT', path: ['idempotencyKey'] }],
    });
  });

  it('a refused call keeps no key', async () => {
    await journey.create(ana, 'cnes', ['x'], 'chave-2');
    expect((await journey.create(ana, 'cnes', ['leitos'], 'chave-2')).problems).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('is asked once for many, and where it cannot be asked nothing changes', async () => {
    const { catalogue, clock } = service;
    await journey.create(ana);
    const before = catalogue.asked;
    await Promise.all(Array.from({ length: 10 }, () => journey.create(ana)));
    expect(catalogue.asked).toBe(before);
    const { portfolios } = catalogue;
    const draft = await journey.draft(ana);
    catalogue.portfolios = null;
    clock.now = new Date(clock.now.getTime() + 61_000);
    const query =
      'mutation ($id: ID!, $version: Int!) { submitAccessRequest(id: $id, version: $version) { problems { code } } }';
    const { errors } = await service.ask(ana, query, { ...draft });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'UNAVAILABLE',
      traceId: expect.stringMatching(/^[\da-f]{32}$/),
    });
    expect(await journey.read(ana, draft.id)).toMatchObject({ state: 'DRAFT', version: draft.version });
    catalogue.portfolios = portfolios;
    expect(await journey.act(ana, 'submit', draft)).toMatchObject({ problems: [] });
  });
});
