import type { Person } from '@portal/service-kit';
import { trimAnswered } from '@portal/service-kit';
import { isInputObjectType } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { buildCredentialsSubgraph } from '../subgraph.ts';
import { Journey } from '../testing/journey.ts';
import { ana, bruno, clara } from '../testing/people.ts';
import { insertCredential } from '../testing/rows.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const KEY = '$idempotencyKey: String';

async function ask<Answer>(person: Person, query: string, variables: object): Promise<Answer> {
  const { data, errors } = await service.ask<{ answer: Answer }>(person, query, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}

interface Secret {
  secret: string | null;
  problems: { code: string; path: string[] | null }[];
}

const rotate = (person: Person, id: string, idempotencyKey: string) =>
  ask<Secret>(
    person,
    `mutation ($id: ID!, ${KEY}) {
       answer: rotateCredentialSecret(id: $id, idempotencyKey: $idempotencyKey) { secret problems { code path } }
     }`,
    { id, idempotencyKey },
  );

const USED = [{ code: 'CONFLICT', path: ['idempotencyKey'] }];

test('every mutation takes a key', async () => {
  const { schema } = await buildCredentialsSubgraph();
  const without = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ args }) => {
    const types = args.map(({ type }) => ('ofType' in type ? type.ofType : type));
    const inInput = types.some((type) => isInputObjectType(type) && 'idempotencyKey' in type.getFields());
    return !inInput && !args.some(({ name }) => name === 'idempotencyKey');
  });
  expect(without.map(({ name }) => name)).toEqual([]);
});

describe('sent again with its key', () => {
  test('an edit is made once and answered as it is now; another edit with that key is refused', async () => {
    const draft = await journey.done(journey.create(ana));
    const edit = (vendor: string) =>
      journey.update(ana, draft, { system: { vendor }, idempotencyKey: `edit ${draft.id}` });
    const first = await journey.done(edit('Casa'));
    expect(first.version).toBe(draft.version + 1);
    expect(await journey.done(edit('Casa'))).toEqual(first);
    expect((await edit('Outra')).problems).toMatchObject(USED);
  });

  test('ten at once are one', async () => {
    const draft = await journey.draft();
    const variables = { id: draft.id, version: draft.version, idempotencyKey: `submit ${draft.id}` };
    const submit = () => journey.mutate(ana, 'submitAccessRequest', `$id: ID!, $version: Int!, ${KEY}`, variables);
    const answers = await Promise.all(Array.from({ length: 10 }, () => journey.done(submit())));
    for (const { state, version } of answers) expect([state, version]).toEqual(['SUBMITTED', draft.version + 1]);
  });

  test('a decision, for its own person alone', async () => {
    const { id, version } = await journey.inReview();
    const variables = { id, version, idempotencyKey: `approve ${id}` };
    const approve = (person: Person) =>
      journey.mutate(person, 'approveAccessRequest', `$id: ID!, $version: Int!, ${KEY}`, variables);
    const { credential } = await journey.done(approve(clara));
    expect((await journey.done(approve(clara))).credential).toEqual(credential);
    await expect(approve(bruno)).rejects.toThrow('FORBIDDEN');
  });

  test('a refusal is not remembered: what was mended passes with the same key', async () => {
    const draft = await journey.done(journey.create(ana));
    const idempotencyKey = `mended ${draft.id}`;
    const submit = ({ id, version }: { id: string; version: number }) =>
      journey.mutate(ana, 'submitAccessRequest', `$id: ID!, $version: Int!, ${KEY}`, { id, version, idempotencyKey });
    expect((await submit(draft)).problems.length).toBeGreaterThan(0);
    const whole = await journey.draft();
    expect((await journey.done(submit(whole))).state).toBe('SUBMITTED');
  });
});

describe('a secret', () => {
  test('comes again to who brings the key, is drawn once, and is in no row that can be read', async () => {
    const { id } = await insertCredential(service.orm, { ownerId: ana.id });
    const { secret } = await rotate(ana, id, 'rotate once');
    expect(secret).toMatch(/^pds_/);
    expect(await rotate(ana, id, 'rotate once')).toEqual({ secret, problems: [] });
    const rows = await service.orm.em.fork().execute('select * from answered_once');
    for (const kept of [secret, 'rotate once']) expect(JSON.stringify(rows)).not.toContain(kept);
  });

  test('comes again for an hour, and then another has to be drawn', async () => {
    const { id } = await insertCredential(service.orm, { ownerId: ana.id });
    await rotate(ana, id, 'too late');
    await trimAnswered(service.orm.em.fork(), new Date(service.clock.now.getTime() + 3_600_001));
    expect(await rotate(ana, id, 'too late')).toEqual({ secret: null, problems: USED });
    expect((await rotate(ana, id, 'another')).secret).toMatch(/^pds_/);
  });

  test('of a webhook too, which is made once', async () => {
    const create = () =>
      ask<Secret & { webhook: { id: string } | null }>(
        ana,
        `mutation ($input: CreateWebhookInput!) {
           answer: createWebhook(input: $input) { webhook { id } secret problems { code path } }
         }`,
        { input: { url: 'https://exemplo.com.br/', eventTypes: ['REQUEST_SUBMITTED'], idempotencyKey: 'hook' } },
      );
    const first = await create();
    expect(first).toMatchObject({ secret: expect.stringMatching(/^whsec_/), problems: [] });
    expect(await create()).toEqual(first);
    const remove = () =>
      ask<{ deletedId: string | null }>(
        ana,
        `mutation ($id: ID!, ${KEY}) { answer: deleteWebhook(id: $id, idempotencyKey: $idempotencyKey) { deletedId } }`,
        { id: first.webhook?.id, idempotencyKey: 'unhook' },
      );
    expect([await remove(), await remove()]).toEqual(
      Array.from({ length: 2 }, () => ({ deletedId: first.webhook?.id })),
    );
  });
});
