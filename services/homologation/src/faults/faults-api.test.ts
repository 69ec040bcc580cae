import { randomUUIDv7 } from 'node:crypto';
import { FAULT_LIMITS } from '@portal/domain';
import type { Caller } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { startTestService } from '../testing/service.ts';

const service = await startTestService();
afterAll(() => service[Symbol.asyncDispose]());

const ana = testPerson();
const bruno = testPerson({ id: randomUUIDv7(), name: 'Bruno' });

interface Payload {
  armedFaults: { kind: string; callsLeft: number; seed: number; until: string }[];
  problems: { code: string; path: string[] | null }[];
}

async function mutate(name: string, type: string, input: object, caller: Caller = ana): Promise<Payload> {
  const { data, errors } = await service.ask<{ answer: Payload }>(
    `mutation ($input: ${type}!) {
       answer: ${name}(input: $input) { armedFaults { kind callsLeft seed until } credential { id } problems { code path } }
     }`,
    { input },
    caller,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}
const arm = (credentialId: string, more: object = {}, caller: Caller = ana) =>
  mutate('armHomologationFault', 'ArmFaultInput', { credentialId, kind: 'ERROR_503', ...more }, caller);
const disarm = (credentialId: string, caller: Caller = ana) =>
  mutate('disarmHomologationFaults', 'DisarmFaultsInput', { credentialId }, caller);
const problemsOf = ({ problems }: Payload) => problems.map(({ code, path }) => [code, path]);

async function accessOf(caller: Caller, id: string, fields: string) {
  const { data, errors } = await service.ask<{ _entities: { homologationAccess: Record<string, unknown> | null }[] }>(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Credential { homologationAccess { ${fields} } } } }`,
    { of: [{ __typename: 'Credential', id }] },
    caller,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data._entities[0]?.homologationAccess;
}

describe('a fault', () => {
  test('is armed by the owner, told with the credential, and disarmed', async () => {
    const { credentialId } = service.credential();
    const { armedFaults, problems } = await arm(credentialId, { calls: 3, minutes: 5, seed: 7 });
    const until = new Date(service.clock.now.getTime() + 300_000).toISOString();
    expect([armedFaults, problems]).toEqual([[{ kind: 'ERROR_503', callsLeft: 3, seed: 7, until }], []]);
    expect(await accessOf(ana, credentialId, 'armedFaults { kind callsDone }')).toEqual({
      armedFaults: [{ kind: 'ERROR_503', callsDone: 0 }],
    });
    expect((await disarm(credentialId)).armedFaults).toEqual([]);
  });

  test('is armed once for a key', async () => {
    const { credentialId } = service.credential();
    const idempotencyKey = randomUUIDv7();
    await arm(credentialId, { idempotencyKey });
    expect((await arm(credentialId, { idempotencyKey })).armedFaults).toHaveLength(1);
  });

  test("is nobody else's to arm or disarm, and no other answer tells that the credential is there", async () => {
    const { credentialId } = service.credential();
    for (const id of [credentialId, randomUUIDv7(), 'nada']) {
      expect(problemsOf(await arm(id, {}, bruno))).toEqual([['NOT_FOUND', ['credentialId']]]);
      expect(problemsOf(await disarm(id, bruno))).toEqual([['NOT_FOUND', ['credentialId']]]);
    }
    expect(await accessOf(bruno, credentialId, 'armedFaults { id }')).toBeNull();
  });

  test.each([
    ['SUSPENDED', { state: 'SUSPENDED' }],
    ['over', { validUntil: '2020-01-01T00:00:00.000Z' }],
    ['of another portfolio', { portfolio: 'cnes' }],
  ] as const)('is not armed for a credential that is %s', async (_what, facts) => {
    const { credentialId } = service.credential(facts);
    expect(problemsOf(await arm(credentialId))).toEqual([['NOT_ALLOWED', ['credentialId']]]);
  });

  test.each([
    ['no call', { calls: 0 }, 'calls'],
    ['too many calls', { calls: FAULT_LIMITS.calls + 1 }, 'calls'],
    ['no time', { minutes: 0 }, 'minutes'],
    ['too long', { minutes: FAULT_LIMITS.minutes + 1 }, 'minutes'],
  ])('for %s is refused', async (_what, more, field) => {
    const { credentialId } = service.credential();
    expect(problemsOf(await arm(credentialId, more))).toEqual([['INVALID', [field]]]);
  });

  test('is one of ten at most, also when they are armed at once', async () => {
    const { credentialId } = service.credential();
    const answers = await Promise.all(Array.from({ length: FAULT_LIMITS.armed + 4 }, () => arm(credentialId)));
    expect(answers.filter(({ problems }) => problems.length === 0)).toHaveLength(FAULT_LIMITS.armed);
    expect(answers.flatMap(problemsOf)).toEqual(Array(4).fill(['NOT_ALLOWED', ['credentialId']]));
  });
});

describe('people to make tests with', () => {
  test('are told with a credential, one at least of each kind, with professionals of its establishment', async () => {
    const { credentialId } = service.credential({ cnes: ['2337991'] });
    const access = await accessOf(ana, credentialId, 'people { kind cpf cns } professionals { cns occupation }');
    const people = access?.people as { kind: string }[];
    expect(new Set(people.map(({ kind }) => kind)).size).toBe(5);
    expect(access?.professionals).toHaveLength(5);
  });

  test('are none where the establishment has no CNES', async () => {
    const { credentialId } = service.credential({ cnes: [] });
    expect(await accessOf(ana, credentialId, 'professionals { cns }')).toEqual({ professionals: [] });
  });
});
