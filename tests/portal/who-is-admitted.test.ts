import { API_SCOPES, type ApiScope } from '@portal/domain';
import type { GraphQLField } from 'graphql';
import type { Client } from 'graphql-ws';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { CALLERS, type Caller, DOORS, type Door, FILE_DOORS } from './admissions.ts';
import { fieldsOf, KINDS, type Kind, NOBODYS, operationOn } from './any-operation.ts';
import { completeDraft } from './arrange.ts';
import { authorisationPage } from './authorisation-page.ts';
import { aPdf } from './evidence-files.ts';
import { Machine, machineOf, teamMachineOf } from './machine.ts';
import { boundReviewer, signedIn } from './people.ts';
import { type Answer, Person } from './person.ts';
import { registeredSystem, tokenOfSystem } from './registered-system.ts';
import { EHR } from './resource-servers.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** What a caller does at the doors. */
interface AtTheDoor {
  ask(query: string, variables: Record<string, unknown>): Promise<Answer<object>>;
  fetch(address: string, init?: RequestInit): Promise<Response>;
  socket(): Client;
}

let callers: Record<Caller, AtTheDoor>;

beforeAll(async () => {
  const { ana, clara, davi, gilda, hugo, elis } = await signedIn('ana', 'clara', 'davi', 'gilda', 'hugo', 'elis');
  const iara = await boundReviewer(elis);
  const system = await registeredSystem({ owner: ana, reviewer: clara });
  const ofOneScope = {} as Record<ApiScope, Machine>;
  for (const scope of API_SCOPES) ofOneScope[scope] = await machineOf(ana, [scope]);
  callers = {
    nobody: Person.anonymous(),
    person: ana,
    reviewer: davi,
    'reviewer of another portfolio': iara,
    manager: gilda,
    auditor: hugo,
    admin: elis,
    ...ofOneScope,
    'token of a reviewer': await machineOf(davi, [...API_SCOPES]),
    'token of a team': await teamMachineOf(davi, await teamOfNew(davi), { scopes: [...API_SCOPES] }),
    system: new Machine(`Bearer ${await tokenOfSystem(system.clientId, system.secret)}`),
    service: new Machine(`Basic ${Buffer.from(`${EHR.id}:${EHR.secret}`).toString('base64')}`),
  };
});

test('every operation has one door, and no door leads to what is not there', () => {
  const there = KINDS.flatMap((kind) => fieldsOf(kind).map(({ name }) => name));
  expect(DOORS.flatMap(({ operations }) => operations).toSorted()).toEqual(there.toSorted());
});

describe.each(KINDS)('a %s', (kind) => {
  test.each(fieldsOf(kind).map(({ name }) => name))('%s lets in whom its door does, and nobody else', async (name) => {
    const field = fieldsOf(kind).find((one) => one.name === name) as GraphQLField<unknown, unknown>;
    const { admitted } = doorOf(name, DOORS);
    // They would end what other tests are signed in by; that they do is sessions.test.ts's.
    const ends = ['endAllSessions', 'endOtherSessions'].includes(name);
    const asked = CALLERS.filter((caller) => !ends || !admitted.includes(caller));
    const outcomes = await Promise.all(
      asked.map(async (caller) => [caller, await outcomeOf(kind, field, caller)] as const),
    );
    const expected = asked.map((caller) => [caller, admitted.includes(caller) ? 'ADMITTED' : refusalOf(kind, caller)]);
    expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(expected));
  });
});

test.each(FILE_DOORS.flatMap(({ operations }) => operations))(
  '%s lets in whom its door does, and nobody else',
  async (address) => {
    const { admitted } = doorOf(address, FILE_DOORS);
    const [method = '', path = ''] = address.split(' ');
    const outcomes: [Caller, string][] = [];
    for (const caller of CALLERS) {
      const { status } = await callers[caller].fetch(...fileRequest(method, path));
      outcomes.push([caller, { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN' }[status] ?? 'ADMITTED']);
    }
    const expected = CALLERS.map((caller) => [
      caller,
      admitted.includes(caller) ? 'ADMITTED' : refusalOf('file', caller),
    ]);
    expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(expected));
  },
);

test('the page of who may do what is the one in the documentation, which `vitest -u` writes', async () => {
  await expect(authorisationPage()).toMatchFileSnapshot('../../docs/authorisation.md');
});

/** A team that somebody answers for, by a draft of theirs. */
async function teamOfNew(person: Person): Promise<string> {
  const { id } = await completeDraft(person);
  const query = 'query ($id: ID!) { accessRequest(id: $id) { team { id } } }';
  return (await person.get<{ accessRequest: { team: { id: string } } }>(query, { id })).accessRequest.team.id;
}

function doorOf(operation: string, doors: readonly Door[]): Door {
  const door = doors.find(({ operations }) => operations.includes(operation));
  if (!door) throw new Error(`${operation} has no door`);
  return door;
}

function refusalOf(kind: Kind | 'file', caller: Caller): string {
  if (caller === 'nobody') return 'UNAUTHENTICATED';
  // A service's secret opens no WebSocket.
  return kind === 'subscription' && caller === 'service' ? '4403' : 'FORBIDDEN';
}

/** How an operation that is never done is answered. */
async function outcomeOf(kind: Kind, field: GraphQLField<unknown, unknown>, caller: Caller): Promise<string> {
  const { query, variables } = operationOn(kind, field);
  const code =
    kind === 'subscription'
      ? await firstOn(callers[caller].socket(), query, variables)
      : (await callers[caller].ask(query, variables)).errors?.[0]?.extensions.code;
  return code && ['UNAUTHENTICATED', 'FORBIDDEN', '4403'].includes(code) ? code : 'ADMITTED';
}

/** How a subscription is refused; all are, for their cursor if for nothing else. */
async function firstOn(client: Client, query: string, variables: Record<string, unknown>): Promise<string | undefined> {
  try {
    return await new Promise((resolve) => {
      client.subscribe(
        { query, variables },
        {
          next: ({ errors }) => resolve((errors as Answer<object>['errors'])?.[0]?.extensions.code),
          error: (error) => {
            const refused = error as { code?: number } & { extensions: { code: string } }[];
            resolve(refused[0]?.extensions.code ?? String(refused.code));
          },
          complete: () => resolve(undefined),
        },
      );
    });
  } finally {
    await client.dispose();
  }
}

function fileRequest(method: string, path: string): [string, RequestInit] {
  const address = path
    .replace('ID', NOBODYS)
    .replace('FILE', `${NOBODYS}.pdf`)
    .replace('SERVICE', 'credentials')
    .replace('MONTH', '2026-01');
  if (method === 'GET' || method === 'HEAD') return [address, { method }];
  const body = new FormData();
  body.set('file', aPdf(), 'arquivo.pdf');
  const headers = { 'apollo-require-preflight': 'true' };
  return [`${address}?accessRequest=${NOBODYS}`, { method, body, headers }];
}
