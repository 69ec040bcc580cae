import { isObjectType } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { act, contentWithoutCertificate, done, pick, uniqueName } from './arrange.ts';
import { downloadedSchema, hasId, MetThings } from './met-things.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { attach, bring, homologationCredential, requestIn } from './stages.ts';

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
  expect(met.contradictions).toEqual([]);
  const types = new Set([...met.known.values()].map(({ type }) => type));
  // What is not met on these ways stands in one place alone.
  const unmet = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && hasId(type) && !types.has(type.name),
  );
  expect(unmet.map(({ name }) => name).sort()).toEqual([
    'PersonalAccessToken',
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
