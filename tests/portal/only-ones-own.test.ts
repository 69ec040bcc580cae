import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, completeDraft, done } from './arrange.ts';
import { Person } from './person.ts';

const IN_LIST = 'edges { node { id } }';

describe('what is one person’s is nobody else’s', () => {
  let ana: Person;
  let bruno: Person;
  let clara: Person;
  let davi: Person;
  let draft: { id: string; version: number; protocol: string };

  beforeAll(async () => {
    [ana, bruno, clara, davi] = await Promise.all([
      Person.signIn('ana'),
      Person.signIn('bruno'),
      Person.signIn('clara'),
      Person.signIn('davi'),
    ]);
    draft = await completeDraft(ana);
  });

  test('a draft is there for its owner, and for nobody else, reviewers included', async () => {
    const ask =
      'query ($id: ID!, $protocol: String!) { byId: accessRequest(id: $id) { id } byProtocol: accessRequestByProtocol(protocol: $protocol) { id } }';
    const variables = { id: draft.id, protocol: draft.protocol };
    expect(await ana.get(ask, variables)).toEqual({ byId: { id: draft.id }, byProtocol: { id: draft.id } });
    for (const other of [bruno, clara])
      expect(await other.get(ask, variables)).toEqual({ byId: null, byProtocol: null });
  });

  test.each([
    ['updateAccessRequest', { input: { origin: 'MINISTRY' } }],
    ['submitAccessRequest', {}],
    ['cancelAccessRequest', {}],
  ])('%s by another integrator: not found, and nothing changed', async (mutation, extra) => {
    const target = { id: draft.id, version: draft.version };
    const variables = 'input' in extra ? { input: { ...target, ...extra.input } } : target;
    const { problems } = await act(bruno, mutation, variables);
    expect(problems.map(({ code }) => code)).toEqual(['NOT_FOUND']);
    const { accessRequest } = await ana.get<{ accessRequest: { version: number; state: string } }>(
      'query ($id: ID!) { accessRequest(id: $id) { version state } }',
      { id: draft.id },
    );
    expect(accessRequest).toEqual({ version: draft.version, state: 'DRAFT' });
  });

  test.each(['reviewQueue { totalCount }', 'reviewHistory { totalCount }', 'allCredentials { totalCount }'])(
    '{ %s } is FORBIDDEN to an integrator',
    async (field) => {
      const { errors } = await ana.ask(`{ ${field} }`);
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    },
  );

  test.each([
    `accessRequests { ${IN_LIST} }`,
    `credentials { ${IN_LIST} }`,
    `reviewQueue { ${IN_LIST} }`,
    'establishmentLookup(cnes: "2337991") { outcome }',
    'changesCursor',
  ])('{ %s } is UNAUTHENTICATED for nobody', async (field) => {
    const { errors } = await Person.anonymous().ask(`{ ${field} }`);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('the manager’s CPF is whole for the owner and the holder of the claim, masked for other reviewers', async () => {
    const submitted = await done(act(ana, 'submitAccessRequest', pick(await completeDraft(ana))));
    const claimed = await done(act(clara, 'claimAccessRequest', pick(submitted)));
    const cpfFor = async (person: Person) => {
      const { accessRequest } = await person.get<{ accessRequest: { manager: { cpf: string } } }>(
        'query ($id: ID!) { accessRequest(id: $id) { manager { cpf } } }',
        { id: claimed.id },
      );
      return accessRequest.manager.cpf;
    };
    const whole = await cpfFor(ana);
    expect(whole).toMatch(/^\d{11}$/);
    expect(await cpfFor(clara)).toBe(whole);
    expect(await cpfFor(davi)).toMatch(/^\*{3}\.\d{3}\.\d{3}-\*{2}$/);
  });

  describe('live', () => {
    const SUBSCRIPTION =
      'subscription ($after: String) { accessRequestChanged(after: $after) { cursor event { action } accessRequest { id } } }';
    type Change = { accessRequestChanged: { accessRequest: { id: string } } };
    const open: AsyncDisposable[] = [];

    afterAll(async () => {
      for (const socket of open) await socket[Symbol.asyncDispose]();
    });

    test('two people subscribed at once through one gateway each see only their own', async () => {
      const cursor = async (person: Person) =>
        (await person.get<{ changesCursor: string }>('{ changesCursor }')).changesCursor;
      const listen = async (person: Person) => {
        const client = person.socket();
        open.push({ [Symbol.asyncDispose]: async () => client.dispose() });
        return client.iterate<Change>({ query: SUBSCRIPTION, variables: { after: await cursor(person) } });
      };
      const [toAna, toBruno] = [await listen(ana), await listen(bruno)];
      const [first, second] = [toAna.next(), toBruno.next()];
      const own = { ana: await cancelled(ana), bruno: await cancelled(bruno) };
      // Each line holds its person's two changes, creation and cancellation, and nothing of the other's between.
      for (const [line, begun, id] of [
        [toAna, first, own.ana],
        [toBruno, second, own.bruno],
      ] as const) {
        for (const change of [await begun, await line.next()]) {
          expect(change.value?.data?.accessRequestChanged.accessRequest.id).toBe(id);
        }
      }
    });

    test.each(['reviewQueueChanged'])('%s is FORBIDDEN to an integrator', async (field) => {
      const client = ana.socket();
      open.push({ [Symbol.asyncDispose]: async () => client.dispose() });
      const { value } = await client.iterate({ query: `subscription { ${field} { cursor } }` }).next();
      expect(value?.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    });

    test('another person’s request cannot be listened to', async () => {
      const client = bruno.socket();
      open.push({ [Symbol.asyncDispose]: async () => client.dispose() });
      const query = 'subscription ($id: ID!) { accessRequestChanged(id: $id) { cursor } }';
      const { value } = await client.iterate({ query, variables: { id: draft.id } }).next();
      expect(value?.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
    });
  });
});

function pick({ id, version }: { id: string; version: number }) {
  return { id, version };
}

/** A request that is made and cancelled: two changes on its owner's line. */
async function cancelled(owner: Person): Promise<string> {
  const { portfolio } = await owner.get<{ portfolio: { services: { slug: string }[] } }>(
    '{ portfolio(slug: "cnes") { services { slug } } }',
  );
  const created = await done(
    act(owner, 'createHomologationRequest', { input: { portfolio: 'cnes', services: [portfolio.services[0]?.slug] } }),
  );
  await done(act(owner, 'cancelAccessRequest', pick(created)));
  return created.id;
}
