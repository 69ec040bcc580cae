import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { vaccinationOf } from '@portal/judge/testing/now';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { mutate } from './arrange.ts';
import { Person } from './person.ts';
import { type RegisteredSystem, registeredSystem } from './registered-system.ts';

let owner: Person;
let reviewer: Person;
let system: RegisteredSystem;
let access: Access;
beforeAll(async () => {
  owner = await Person.signIn('ana');
  reviewer = await Person.signIn('clara');
  system = await registeredSystem({ owner, reviewer });
  access = await accessOf(system);
});

/** What takes milliseconds, and on a busy machine seconds. */
const SOON = { timeout: 60_000, interval: 100 };

interface Access {
  authUrl: string;
  ehrUrl: string;
  authorities: string;
  people: { kind: string; cns: string }[];
  professionals: { cns: string }[];
}

async function accessOf({ credentialId }: RegisteredSystem): Promise<Access> {
  const { credential } = await owner.get<{ credential: { homologationAccess: Access } }>(
    `query ($id: ID!) { credential(id: $id) { homologationAccess {
       authUrl ehrUrl authorities people { kind cns } professionals { cns } } } }`,
    { id: credentialId },
  );
  return credential.homologationAccess;
}

interface Call {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Whose certificate the connection shows. */
  as?: RegisteredSystem;
}

/** As any client that trusts the portal's own authority. */
function call(url: string, { method = 'GET', headers = {}, body, as }: Call = {}) {
  const shown = as && { cert: as.pem, key: as.key.export({ format: 'pem', type: 'pkcs8' }) };
  const tls = { ca: access.authorities, agent: false as const, ...shown };
  return new Promise<{ status: number; location: string; text: string }>((resolve, reject) => {
    const sent = request(url, { method, headers: { 'user-agent': 'teste/1.0', ...headers }, ...tls }, (res) => {
      const { statusCode: status = 0, headers: answered } = res;
      text(res).then((all) => resolve({ status, location: String(answered.location), text: all }), reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function headersOf(as: RegisteredSystem): Promise<Record<string, string>> {
  const { status, text: body } = await call(`${access.authUrl}/api/token`, { as });
  expect({ status, body }).toMatchObject({ status: 200 });
  const token = JSON.parse(body).access_token;
  return { 'x-authorization-server': `Bearer ${token}`, authorization: access.professionals[0]?.cns ?? '' };
}

/** A vaccination that is right, of a person of the environment's. */
async function document({ requesterIdentifier, credentialId }: RegisteredSystem): Promise<string> {
  const { credential } = await owner.get<{ credential: { establishment: { cnes: string } } }>(
    'query ($id: ID!) { credential(id: $id) { establishment { cnes } } }',
    { id: credentialId },
  );
  const patient = access.people.find(({ kind }) => kind === 'ORDINARY')?.cns;
  return JSON.stringify(vaccinationOf({ requesterIdentifier, patient, cnes: credential.establishment.cnes }));
}

const send = (body: string, headers: Record<string, string>) =>
  call(`${access.ehrUrl}/api/fhir/r4/Bundle`, { method: 'POST', headers, body });

describe('a system whose homologation was approved', () => {
  it('is tried with its own certificate: token, query, document, refusal; and its owner reads the calls', async () => {
    const headers = await headersOf(system);
    const patient = await call(`${access.ehrUrl}/api/fhir/r4/Patient/${access.people[0]?.cns}`, { headers });
    expect([patient.status, JSON.parse(patient.text).resourceType]).toEqual([200, 'Patient']);
    const sent = await document(system);
    const first = await send(sent, headers);
    expect({ status: first.status, text: first.text }).toEqual({ status: 201, text: '' });
    expect(first.location).toMatch(/\/api\/fhir\/r4\/Bundle\/[\w-]+$/);
    const again = await send(sent, headers);
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('(EHR-ERR866)')]);

    const { credential } = await owner.get<{
      credential: { homologationAccess: { calls: { totalCount: number; edges: { node: object }[] } } };
    }>(
      `query ($id: ID!) { credential(id: $id) { homologationAccess { calls(first: 10) {
         totalCount edges { node { host method operation status codes connector request response } } } } } }`,
      { id: system.credentialId },
    );
    const { calls } = credential.homologationAccess;
    expect(calls.totalCount).toBe(4);
    expect(calls.edges.map(({ node }) => node)).toMatchObject([
      { operation: 'create-document', status: 422, codes: ['EHR-ERR866'] },
      { operation: 'create-document', status: 201, codes: [], connector: 'teste/1.0' },
      { operation: 'read-patient', status: 200 },
      { host: 'AUTH', operation: 'token', status: 200 },
    ]);
    expect(JSON.stringify(calls)).not.toContain(headers['x-authorization-server']?.slice(7));
  });

  it('is refused within moments of its suspension, with the token that it has', async () => {
    const other = await registeredSystem({ owner, reviewer });
    const headers = await headersOf(other);
    const statusOf = async () =>
      (await call(`${access.ehrUrl}/api/fhir/r4/Patient/${access.people[0]?.cns}`, { headers })).status;
    expect(await statusOf()).toBe(200);
    await mutate(owner, 'suspendCredential', { id: other.credentialId, reason: 'Teste' }, 'credential { id }');
    await vi.waitUntil(async () => (await statusOf()) === 403, SOON);
    await mutate(owner, 'reinstateCredential', { id: other.credentialId }, 'credential { id }');
    await vi.waitUntil(async () => (await statusOf()) === 200, SOON);
  });

  it('is seen to live with a fault that its owner armed', async () => {
    const headers = await headersOf(system);
    const { armHomologationFault } = await owner.get<{ armHomologationFault: { problems: unknown[] } }>(
      'mutation ($input: ArmFaultInput!) { armHomologationFault(input: $input) { problems { code } } }',
      { input: { credentialId: system.credentialId, kind: 'ERROR_503' } },
    );
    expect(armHomologationFault.problems).toEqual([]);
    const statusOf = async () =>
      (await call(`${access.ehrUrl}/api/fhir/r4/Patient/${access.people[0]?.cns}`, { headers })).status;
    expect([await statusOf(), await statusOf()]).toEqual([503, 200]);
  });
});

describe('what is of a system in test', () => {
  it('is found by its id by its owner, and by nobody else', async () => {
    const other = await registeredSystem({ owner, reviewer });
    await headersOf(other);
    const { armHomologationFault } = await owner.get<{ armHomologationFault: { armedFaults: { id: string }[] } }>(
      'mutation ($input: ArmFaultInput!) { armHomologationFault(input: $input) { armedFaults { id } } }',
      { input: { credentialId: other.credentialId, kind: 'SLOW' } },
    );
    const { credential } = await owner.get<{
      credential: { homologationAccess: { calls: { edges: { node: { id: string } }[] } } };
    }>('query ($id: ID!) { credential(id: $id) { homologationAccess { calls { edges { node { id } } } } } }', {
      id: other.credentialId,
    });
    const ids = [armHomologationFault.armedFaults[0]?.id, credential.homologationAccess.calls.edges[0]?.node.id];
    const stranger = await Person.signIn('bruno');
    const found = async (person: Person) =>
      Promise.all(
        ids.map(async (id) => {
          const { data } = await person.ask<{ node: object | null }>(
            'query ($id: ID!) { node(id: $id) { __typename id } }',
            { id },
          );
          return data?.node ?? null;
        }),
      );
    const types = ['ArmedFault', 'HomologationCall'];
    expect(await found(owner)).toEqual(ids.map((id, index) => ({ __typename: types[index], id })));
    for (const person of [stranger, reviewer]) expect(await found(person)).toEqual([null, null]);
  });

  it('is told to nobody else: neither hosts nor calls', async () => {
    const query = 'query ($id: ID!) { credential(id: $id) { homologationAccess { calls { totalCount } } } }';
    const { credential } = await reviewer.get<{ credential: { homologationAccess: unknown } | null }>(query, {
      id: system.credentialId,
    });
    expect(credential?.homologationAccess ?? null).toBeNull();
    const stranger = await Person.signIn('bruno');
    const { data } = await stranger.ask<{ credential: unknown }>(query, { id: system.credentialId });
    expect(data?.credential ?? null).toBeNull();
  });
});
