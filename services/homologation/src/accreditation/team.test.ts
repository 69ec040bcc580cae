import { randomUUID } from 'node:crypto';
import { type Suite, suites } from '@portal/conformance';
import { TeamRole } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeRun } from '../testing/complete-run.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { Accreditation } from './accreditation.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

const suite = suites().find(({ id }) => id === 'ria-r') as Suite;

const somebody = () => testPerson({ id: randomUUID() });

async function runOf(credential: Accreditation): Promise<string> {
  return (await writeRun(service.databaseUrl, { suite, credential })).id;
}

async function outcome(who: Person, call: string): Promise<string> {
  const { data, errors } = await service.ask<{ answer: { problems: { code: string }[] } }>(
    `mutation { answer: ${call} { problems { code } } }`,
    {},
    who,
  );
  return String(errors?.[0]?.extensions.code ?? data?.answer.problems[0]?.code ?? 'done');
}

async function reads(who: Person, credentialId: string, runId: string): Promise<[boolean, boolean]> {
  const { data } = await service.ask<{ _entities: { homologationAccess: object | null }[]; node: object | null }>(
    `query ($of: [_Any!]!, $run: ID!) {
      _entities(representations: $of) { ... on Credential { homologationAccess { ehrUrl } } }
      node(id: $run) { id } }`,
    { of: [{ __typename: 'Credential', id: credentialId }], run: runId },
    who,
  );
  return [data?._entities[0]?.homologationAccess != null, data?.node != null];
}

describe.each(Object.values(TeamRole))('%s of the team of a credential', (role) => {
  const expected = role === 'LEITURA' ? 'NOT_ALLOWED' : 'done';

  it('reads where it is tried and its runs, and works on them as the role allows', async () => {
    const member = somebody();
    const credential = service.credential({ members: { [randomUUID()]: 'GESTOR', [member.id]: role } });
    const { credentialId } = credential;
    const runId = await runOf(credential);
    expect(await reads(member, credentialId, runId)).toEqual([true, true]);
    expect(
      await outcome(member, `armHomologationFault(input: { credentialId: "${credentialId}", kind: ERROR_503 })`),
    ).toBe(expected);
    expect(await outcome(member, `disarmHomologationFaults(input: { credentialId: "${credentialId}" })`)).toBe(
      expected,
    );
    expect(await outcome(member, `issueConformanceReport(input: { runId: "${runId}" })`)).toBe(expected);
  });

  it('is nobody of it once they are taken out, whoever began its request', async () => {
    const member = somebody();
    const credential = service.credential({ ownerId: member.id, members: { [member.id]: role } });
    const { credentialId } = credential;
    const runId = await runOf(credential);
    credential.members = { [randomUUID()]: 'GESTOR' };
    expect(await reads(member, credentialId, runId)).toEqual([false, false]);
    expect(await outcome(member, `disarmHomologationFaults(input: { credentialId: "${credentialId}" })`)).toBe(
      'NOT_FOUND',
    );
    expect(await outcome(member, `issueConformanceReport(input: { runId: "${runId}" })`)).toBe('NOT_FOUND');
  });
});
