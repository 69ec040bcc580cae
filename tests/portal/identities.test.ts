import { isObjectType } from 'graphql';
import { beforeAll, expect, test, vi } from 'vitest';
import { act, contentWithoutCertificate, done, mutate, pick, uniqueName } from './arrange.ts';
import { downloadedSchema, hasId, MetThings } from './met-things.ts';
import { signedIn } from './people.ts';
import { Person } from './person.ts';
import { attach, bring, homologationCredential, requestIn } from './stages.ts';
import { Receiver } from './webhook-receiver.ts';

// What a normalised cache takes for granted: an id names one thing, and says the same of it wherever it is met.

const schema = await downloadedSchema();
let owner: Person;
let reviewer: Person;
/** Of one system: approved for homologation, changed for production and in review; of another: sent back. */
let requests: string[];
let credential: string;

beforeAll(async () => {
  const people = await signedIn('ana', 'clara');
  [owner, reviewer] = [people.ana, people.clara];
  const cast = { owner, reviewer };
  const name = uniqueName('Sistema de muitas cópias');
  credential = await homologationCredential(cast, { content: contentWithoutCertificate(name) });
  const { accessRequests } = await owner.get<{ accessRequests: { edges: { node: { id: string } }[] } }>(
    `query ($text: String!) { accessRequests(filter: { text: $text }) { edges { node { id } } } }`,
    { text: name },
  );
  const draft = await done(act(owner, 'createProductionRequest', { input: { credentialId: credential } }));
  const system = { ipRanges: ['200.131.9.0/24'], vendor: 'Outra casa' };
  const changed = await done(act(owner, 'updateAccessRequest', { input: { ...pick(draft), system } }));
  await attach(owner, changed, ['INPUT_PARAMETERS']);
  const inReview = await bring(changed, 'IN_REVIEW', cast);
  const sentBack = await requestIn('CHANGES_REQUESTED', cast);
  const mended = await done(act(owner, 'updateAccessRequest', { input: { ...pick(sentBack), system } }));
  requests = [inReview.id, mended.id, ...accessRequests.edges.map(({ node }) => node.id)];
});

test.each(['owner', 'reviewer'] as const)('an id says the same to its %s wherever it is met', async (who) => {
  const met = new MetThings(schema, who === 'owner' ? owner : reviewer);
  for (const id of requests) await met.readFrom('accessRequest', `(id: "${id}")`);
  if (who === 'owner') await met.readFrom('credential', `(id: "${credential}")`);
  await met.readFrom('portfolio', '(slug: "cnes")');
  await met.readFrom('service', '(slug: "cnes-leito")');
  await met.readFrom('viewer');
  await met.readAsNodes();
  expect(met.contradictions).toEqual([]);
  const types = new Set([...met.known.values()].map(({ type }) => type));
  for (const [id, { places }] of met.known) expect([id, places.has('node')]).toEqual([id, true]);
  // What is not met on these ways: below.
  const unmet = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && hasId(type) && !types.has(type.name),
  );
  expect(unmet.map(({ name }) => name).sort()).toEqual([
    'ArmedFault',
    'ConformanceReport',
    'ConformanceRun',
    'HomologationCall',
    'Notice',
    'PersonalAccessToken',
    'TrialCertificate',
    'Webhook',
    'WebhookAttempt',
    'WebhookDelivery',
  ]);
});

test('the copies of one system are told apart, and have one lineage', async () => {
  const [production = '', , homologation = ''] = requests;
  const systemOf = async (root: string, id: string) => {
    const data = await owner.get<Record<string, { system: { id: string; lineage: string; ipRanges: string[] } }>>(
      `query ($id: ID!) { ${root}(id: $id) { system { id lineage ipRanges } } }`,
      { id },
    );
    return data[root]?.system;
  };
  const approved = await systemOf('credential', credential);
  const carried = await systemOf('accessRequest', production);
  expect(await systemOf('accessRequest', homologation)).toEqual(approved);
  expect(carried?.lineage).toBe(approved?.lineage);
  expect(carried?.id).not.toBe(approved?.id);
  expect([approved?.ipRanges, carried?.ipRanges]).toEqual([['200.130.5.0/24'], ['200.131.9.0/24']]);
});

/** What somebody reads of these ids: types, or null. */
async function nodes(person: Person, ids: readonly string[]): Promise<(string | null)[]> {
  return Promise.all(
    ids.map(async (id) => {
      const { data } = await person.ask<{ node: { __typename: string; id: string } | null }>(
        'query ($id: ID!) { node(id: $id) { __typename id } }',
        { id },
      );
      return data?.node ? data.node.__typename : null;
    }),
  );
}

test('a webhook, its deliveries and attempts, and a token are found by their ids, by their owner alone', async () => {
  await using receiver = await Receiver.start();
  const input = { url: receiver.url, eventTypes: ['REQUEST_FIRST_APPROVED'] };
  const { webhook } = await mutate<{ webhook: { id: string } }>(owner, 'createWebhook', { input }, 'webhook { id }');
  await mutate(owner, 'testWebhook', { id: webhook.id }, 'problems { code }');
  const met = new MetThings(schema, owner);
  await vi.waitUntil(() => receiver.got.length > 0, { timeout: 30_000, interval: 50 });
  const delivered =
    'query ($id: ID!) { webhook(id: $id) { deliveries(state: DELIVERED) { edges { node { id attempts { id } } } } } }';
  const ids = await vi.waitUntil(
    async () => {
      type Delivery = { id: string; attempts: { id: string }[] };
      type Seen = { webhook: { deliveries: { edges: { node: Delivery }[] } } };
      const seen = await owner.get<Seen>(delivered, webhook);
      const [first] = seen.webhook.deliveries.edges;
      return first && [webhook.id, first.node.id, first.node.attempts[0]?.id ?? ''];
    },
    { timeout: 30_000, interval: 50 },
  );
  await met.readFrom('webhook', `(id: "${webhook.id}")`);
  await met.readAsNodes();
  expect(met.contradictions).toEqual([]);
  const made = await mutate<{ personalAccessToken: { id: string }; token: string }>(
    owner,
    'createPersonalAccessToken',
    { input: { name: uniqueName('token'), scopes: ['catalogue:read', 'requests:read'] } },
    'personalAccessToken { id } token',
  );
  const all = [...ids, made.personalAccessToken.id];
  expect(await nodes(owner, all)).toEqual(['Webhook', 'WebhookDelivery', 'WebhookAttempt', 'PersonalAccessToken']);
  const { bruno } = await signedIn('bruno');
  for (const other of [bruno, reviewer, Person.anonymous()])
    expect(await nodes(other, all)).toEqual([null, null, null, null]);
  await mutate(owner, 'deleteWebhook', { id: webhook.id }, 'deletedId');
});

test('what somebody may not read where it stands, they do not find by its id', async () => {
  const met = new MetThings(schema, owner);
  for (const id of requests) await met.readFrom('accessRequest', `(id: "${id}")`);
  await met.readFrom('viewer');
  const open = new Set(['Portfolio', 'Service', 'Requirement']);
  const own = [...met.known].filter(([, { type }]) => !open.has(type)).map(([id]) => id);
  const { bruno } = await signedIn('bruno');
  for (const other of [bruno, Person.anonymous()]) {
    expect(await nodes(other, own)).toEqual(own.map(() => null));
  }
  const catalogue = [...met.known].filter(([, { type }]) => open.has(type));
  expect(
    await nodes(
      Person.anonymous(),
      catalogue.map(([id]) => id),
    ),
  ).toEqual(catalogue.map(([, { type }]) => type));
  const nothing = ['', 'nothing', '00000000-0000-7000-8000-000000000000', '00000000-0000-5000-8000-000000000000'];
  expect(await nodes(owner, nothing)).toEqual([null, null, null, null]);
});

test('a token finds by an id what its scopes let it read, whatever the text says', async () => {
  const made = await mutate<{ token: string }>(
    owner,
    'createPersonalAccessToken',
    { input: { name: uniqueName('token'), scopes: ['catalogue:read'] } },
    'token',
  );
  const ask = (selection: string, id: string) =>
    Person.anonymous().ask(`{ node(id: "${id}") { ${selection} } }`, {}, { authorization: `Bearer ${made.token}` });
  const [id = ''] = requests;
  for (const selection of ['id', 'id ... on AccessRequest { protocol }', 'id ... on Portfolio { name }']) {
    const { data, errors } = await ask(selection, id);
    expect([data?.node ?? null, errors?.[0]?.extensions.code]).toEqual([null, 'FORBIDDEN']);
  }
  const { portfolio } = await owner.get<{ portfolio: { id: string } }>('{ portfolio(slug: "cnes") { id } }');
  expect((await ask('id ... on Portfolio { name }', portfolio.id)).data).toEqual({
    node: { id: portfolio.id, name: 'CNES' },
  });
});
