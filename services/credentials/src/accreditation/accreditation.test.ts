import { randomUUIDv7 } from 'node:crypto';
import type { Caller } from '@portal/service-kit';
import { afterAll, describe, expect, test } from 'vitest';
import { Credential } from '../credentials/credential.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { ana } from '../testing/people.ts';
import { insertCredential, insertRequest } from '../testing/rows.ts';
import { startService } from '../testing/service.ts';
import type { Accreditation } from './accreditation.ts';

const service = await startService();
// The rows of tests are of that month, and credentials run out.
service.clock.now = new Date('2026-11-24T12:00:00Z');
afterAll(() => service[Symbol.asyncDispose]());

const HOMOLOGATION: Caller = { kind: 'service', name: 'homologation' };
const SHA256 = 'ab'.repeat(32);
const certificate = {
  subject: 'CN=Laboratório',
  issuer: 'CN=AC',
  serialNumber: '01',
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-01-01T00:00:00.000Z',
  sha256: SHA256,
  holder: null,
  holderName: null,
  kind: null,
  chainVerified: false,
};
const child = { cnes: '2337992', cnpj: null, name: 'Posto', uf: 'GO', municipality: 'Goiânia', verified: true };
const held = await insertCredential(service.orm, { certificate }, { childEstablishments: [child] });
const production = await insertCredential(service.orm, { certificate, environment: 'PRODUCTION' });

async function lookUp(body: unknown, as: Caller = HOMOLOGATION) {
  const headers = { 'content-type': 'application/json' };
  const path = '/internal/accreditations/look-up';
  const response = await service.fetch(path, { method: 'POST', headers, body: JSON.stringify(body), as });
  return {
    status: response.status,
    ...((await response.json().catch(() => ({}))) as { accreditations?: Accreditation[] }),
  };
}

describe('accreditations', () => {
  test.each([
    ['its certificate', { certificates: ['cd'.repeat(32), SHA256] }],
    ['its id', { credentialIds: [held.id, production.id] }],
  ])('are found by %s, those for homologation only', async (_by, wanted) => {
    expect((await lookUp(wanted)).accreditations).toEqual([
      {
        credentialId: held.id,
        requestId: held.requestId,
        ownerId: ana.id,
        members: { [ana.id]: 'GESTOR' },
        state: 'ACTIVE',
        validUntil: held.expiresAt.toISOString(),
        portfolio: 'rnds',
        services: ['rel'],
        requesterIdentifier: held.requesterIdentifier,
        systemName: held.system.name,
        uf: 'GO',
        cnes: ['2337991', '2337992'],
        certificateSha256: SHA256,
        previousCertificate: null,
        revokedCertificates: [],
        productionAsked: false,
      },
    ]);
  });

  test('are found by who is in their teams, and by who began those that have none', async () => {
    const [one, other, teamId] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()];
    await service.orm.em.fork().execute(
      `with made as (insert into team (id, cnes, name, created_at) values (?, '2337991', 'Equipe', now()) returning id)
       insert into team_member (team_id, person_id, role, name, since) select id, ?, 'LEITURA', 'Outra', now() from made`,
      [teamId, other],
    );
    const own = await insertCredential(service.orm, { ownerId: one });
    const ofTeam = await insertCredential(service.orm, { ownerId: one, teamId });
    const idsOf = async (...memberIds: string[]) =>
      (await lookUp({ memberIds })).accreditations?.map(({ credentialId }) => credentialId);
    expect(await idsOf(one)).toEqual([own.id]);
    expect(await idsOf(other)).toEqual([ofTeam.id]);
    expect(await idsOf(one, other)).toEqual([own.id, ofTeam.id].sort());
    expect(await idsOf(randomUUIDv7())).toEqual([]);
  });

  test('say whether production was asked for: from the first submit on, and whatever came of it', async () => {
    const { id } = await insertCredential(service.orm);
    const asked = async () => (await lookUp({ credentialIds: [id] })).accreditations?.[0]?.productionAsked;
    const em = service.orm.em.fork();
    const facts = { environment: 'PRODUCTION' as const, homologationCredential: em.getReference(Credential, id) };
    const draft = await insertRequest(service.orm, facts);
    expect(await asked()).toBe(false);
    await em.nativeUpdate(AccessRequest, { id: draft.id }, { submissions: 1, state: 'CHANGES_REQUESTED' });
    expect(await asked()).toBe(true);
  });

  test('say EXPIRED at once', async () => {
    const { id } = await insertCredential(service.orm, { expiresAt: new Date('2026-11-24T11:59:59Z') });
    expect((await lookUp({ credentialIds: [id] })).accreditations).toMatchObject([{ state: 'EXPIRED' }]);
  });

  test.each([
    ['nothing', {}],
    ['an unknown certificate', { certificates: ['cd'.repeat(32)] }],
  ])('are none for %s', async (_what, wanted) => {
    expect(await lookUp(wanted)).toEqual({ status: 200, accreditations: [] });
  });

  test.each([
    ['what is no id', { credentialIds: ['1'] }],
    ['what is no fingerprint', { certificates: ["ab' or true --"] }],
    ['more than a thousand', { certificates: Array.from({ length: 1_001 }, () => SHA256) }],
  ])('are refused for %s', async (_what, wanted) => {
    expect((await lookUp(wanted)).status).toBe(400);
  });

  test('are told to the homologation environment alone', async () => {
    for (const as of [ana, { kind: 'anonymous' } as const]) {
      expect((await lookUp({ credentialIds: [held.id] }, as)).status).toBe(401);
    }
  });
});
