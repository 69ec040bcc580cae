import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Person, recordStatements } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import {
  buildSchema,
  type GraphQLField,
  GraphQLID,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { attach, pdf } from './testing/attach.ts';
import { Journey } from './testing/journey.ts';
import { teamOf } from './testing/members.ts';
import { startService, type TestService } from './testing/service.ts';

// What is another team's is as what is not there: the same answer, and the same questions to the database, so that not even
// the time that it takes tells them apart.

const schema = buildSchema(
  readFileSync(new URL('../../../packages/schema/credentials.graphql', import.meta.url), 'utf8'),
  {
    assumeValid: true,
  },
);
const KINDS = { query: schema.getQueryType(), mutation: schema.getMutationType() };
type Kind = keyof typeof KINDS;

const fieldsOf = (kind: Kind) =>
  Object.values(KINDS[kind]?.getFields() ?? {}).filter(({ args }) => args.some(({ type }) => asksForAnId(type)));

const somebody = (name: string) => testPerson({ id: randomUUID(), name, email: null });
const [owner, stranger] = [somebody('Olga'), somebody('Sara')];
/** A reviewer of other portfolios than the one that everything of the owner's is of. */
const boundElsewhere = {
  ...somebody('Rita'),
  roles: ['INTEGRATOR' as const, 'REVIEWER' as const],
  portfolios: ['rnds'],
};

let service: TestService;
/** One of each kind of thing that is the owner's. */
let theirs: Record<string, string>;

beforeAll(async () => {
  service = await startService();
  const journey = new Journey(service);
  const [draft, submitted, approved] = [
    await journey.draft(owner),
    await journey.submitted(owner),
    await journey.approved(owner),
  ];
  const evidence = await attach(service, owner, draft.id, pdf());
  const { webhook, delivery, event } = await moreOf(submitted.id);
  theirs = {
    webhook,
    delivery,
    event,
    draft: draft.id,
    submitted: submitted.id,
    approved: approved.id,
    credential: approved.credential?.id ?? '',
    evidence: evidence.id,
    team: await teamOf(service.orm, draft.id),
    person: owner.id,
  };
  // That they came is noted once an hour.
  await journey.readQueue(boundElsewhere);
  await vi.waitFor(allTold);
});
afterAll(() => service[Symbol.asyncDispose]());

describe.each(['query', 'mutation'] as const)('a %s', (kind) => {
  test.each(fieldsOf(kind).map(({ name }) => name))('%s tells nothing of what is another’s', async (name) => {
    const field = fieldsOf(kind).find((one) => one.name === name) as GraphQLField<unknown, unknown>;
    for (const who of [stranger, boundElsewhere]) {
      const unknown = await asked(who, kind, field, randomUUIDv7());
      for (const [what, id] of Object.entries(theirs))
        expect({ what, ...(await asked(who, kind, field, id)) }).toEqual({ what, ...unknown });
    }
  });
});

/** A webhook, something that was sent to it, and a line of a request's history. */
async function moreOf(requestId: string): Promise<Record<'webhook' | 'delivery' | 'event', string>> {
  const created = await service.ask<{ createWebhook: { webhook: { id: string } } }>(
    owner,
    `mutation { createWebhook(input: { url: "https://127.0.0.1:9/", eventTypes: [REQUEST_CREATED] }) { webhook { id } } }`,
  );
  const webhook = created.data?.createWebhook.webhook.id ?? '';
  const tested = await service.ask<{ testWebhook: { delivery: { id: string } } }>(
    owner,
    `mutation ($id: ID!) { testWebhook(id: $id) { delivery { id } } }`,
    { id: webhook },
  );
  const read = await service.ask<{ accessRequest: { history: { id: string }[] } }>(
    owner,
    'query ($id: ID!) { accessRequest(id: $id) { history { id } } }',
    { id: requestId },
  );
  return {
    webhook,
    delivery: tested.data?.testWebhook.delivery.id ?? '',
    event: read.data?.accessRequest.history[0]?.id ?? '',
  };
}

/** What was arranged has been told on, and the database is asked nothing more on its account. */
async function allTold(): Promise<void> {
  const [told] = await service.orm.em
    .fork()
    .execute<object[]>(
      'select (select max(pos) from outbox) as last, (select pos from webhook_cursor) as webhooks, (select pos from notice_cursor) as notices',
    );
  expect(new Set(Object.values(told ?? {})).size).toBe(1);
}

/** What somebody is answered who gives that id wherever one is asked for, and what the database was asked meanwhile. */
async function asked(who: Person, kind: Kind, field: GraphQLField<unknown, unknown>, id: string) {
  const list = (write: (arg: { name: string; type: GraphQLInputType }) => string) => field.args.map(write).join(', ');
  const query = `${kind} (${list(({ name, type }) => `$${name}: ${type}`)}) {
    ${field.name}(${list(({ name }) => `${name}: $${name}`)}) ${selectionOf(field)} }`;
  const variables = Object.fromEntries(field.args.map(({ name, type }) => [name, given(type, id)]));
  using recorded = recordStatements('operations');
  const { data, errors } = await service.ask<object>(who, query, variables);
  const answer = JSON.stringify({
    data,
    errors: errors?.map(({ message, extensions }) => ({ message, ...extensions })),
  });
  return { answer: answer.replaceAll(id, 'ID').replace(/"traceId":"\w+"/g, ''), statements: recorded.count };
}

function selectionOf({ type }: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  const hasProblems = 'getFields' in named && 'problems' in named.getFields();
  return hasProblems ? '{ problems { code message path } }' : '{ __typename }';
}

function asksForAnId(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  if (isInputObjectType(named)) return Object.values(named.getFields()).some((field) => asksForAnId(field.type));
  return named === GraphQLID;
}

/** The id wherever one is asked for, and what else has to be given. */
function given(type: GraphQLInputType, id: string): unknown {
  if (isNonNullType(type)) return given(type.ofType, id) ?? OTHERWISE[getNamedType(type).name] ?? 'x';
  if (isListType(type)) return getNamedType(type) === GraphQLID ? [id] : [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isRequiredInputField(field) || asksForAnId(field.type),
    );
    return Object.fromEntries(fields.map((field) => [field.name, given(field.type, id)]));
  }
  return type === GraphQLID ? id : undefined;
}

const OTHERWISE: Readonly<Record<string, unknown>> = { Int: 1, Boolean: true, DateTime: '2026-01-01T00:00:00Z' };
