import { randomUUIDv7 } from 'node:crypto';
import { ENVIRONMENT_LABELS, formatSheetCode } from '@portal/domain';
import { pagesOf, readPdf } from '@portal/paper/testing';
import { type Caller, recordStatements } from '@portal/service-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AuditRecord } from '../audit/audit-record.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { Credential } from '../credentials/credential.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { contentOf } from '../requests/visibility.ts';
import { attach, pdf } from '../testing/attach.ts';
import { Journey } from '../testing/journey.ts';
import { insertMember, teamOf } from '../testing/members.ts';
import { ana, bruno, clara, davi, elis, fabio, gilda, hugo } from '../testing/people.ts';
import { insertCredential, insertRequest } from '../testing/rows.ts';
import { startService } from '../testing/service.ts';
import type { CredentialCheck } from './credential-check.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const NOBODY: Caller = { kind: 'anonymous' };
const CERTIFICATE: Certificate = {
  subject: 'CN=MARIA DA SILVA:52998224725',
  issuer: 'AC',
  serialNumber: '1',
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-10-01T00:00:00.000Z',
  sha256: 'cd'.repeat(32),
  holder: '52998224725',
  holderName: 'MARIA DA SILVA',
  kind: 'E_CPF',
  chainVerified: true,
} as Certificate;

const service = await startService();
service.clock.now = NOW;
afterAll(() => service[Symbol.asyncDispose]());

async function textOf(response: Response): Promise<string> {
  expect(response.status).toBe(200);
  return (await pagesOf(await response.bytes())).join(' ');
}

const receipt = (as: typeof ana, id: string) => service.fetch(`/internal/request-receipts/${id}`, { as });
const sheet = (as: typeof ana, id: string) => service.fetch(`/internal/credential-sheets/${id}`, { as });

async function check(code: string): Promise<CredentialCheck | null> {
  const { data, errors } = await service.ask<{ credentialCheck: CredentialCheck | null }>(
    NOBODY,
    `query ($code: String!) { credentialCheck(code: $code) { code state stateChangedAt environment portfolio { slug }
       establishmentName establishmentCnes municipality uf issuedAt expiresAt sheetPrintedAt current } }`,
    { code },
  );
  expect(errors).toBeUndefined();
  return data.credentialCheck;
}

async function change(id: string, facts: Partial<Credential>): Promise<void> {
  const em = service.orm.em.fork();
  Object.assign(await em.findOneOrFail(Credential, { id }), facts);
  await em.flush();
}

describe('the receipt of a request', () => {
  const journey = new Journey(service);
  let requestId: string;
  let sha256: string;
  beforeAll(async () => {
    const { credential } = await journey.approved();
    const draft = await journey.done(journey.createProduction(ana, credential?.id ?? ''));
    requestId = draft.id;
    ({ sha256 } = await attach(service, ana, requestId, pdf('o Bundle enviado'), ['entrada']));
    expect((await receipt(ana, requestId)).status).toBe(404);
    await journey.done(journey.act(ana, 'submit', draft));
  });

  test('says what was asked, when, by whom, how it stands, and which files went along', async () => {
    const response = await receipt(ana, requestId);
    const { protocol, environment } = await service.orm.em.fork().findOneOrFail(AccessRequest, { id: requestId });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename=comprovante-${protocol}.pdf`,
      'cache-control': 'private, no-store',
    });
    const text = await textOf(response);
    for (const part of [
      `Comprovante da solicitação ${protocol}`,
      'Emitido em 24/11/2026 às 09:00',
      'Situação nesta data Enviada',
      `Ambiente ${ENVIRONMENT_LABELS[environment]}`,
      'Enviada em 24/11/2026 às 09:00, por Ana Souza',
      'evidência.pdf',
      `SHA-256 ${sha256}`,
      `https://portal.example/solicitacoes/${requestId}`,
    ]) {
      expect(text).toContain(part);
    }
  });

  test('is its team’s, whatever their role, and the Ministry’s, which is recorded; to all others there is none', async () => {
    await insertMember(service.orm, await teamOf(service.orm, requestId), fabio, 'LEITURA');
    const people = [ana, fabio, clara, elis, hugo, gilda, bruno];
    const answers = await Promise.all(people.map((person) => receipt(person, requestId)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 404]);
    const readers = await service.orm.em.fork().find(AuditRecord, { subjectId: requestId, act: 'readAccessRequest' });
    expect(readers.map(({ actorId }) => actorId).toSorted()).toEqual(
      [clara, elis, gilda, hugo].map(({ id }) => id).toSorted(),
    );
    for (const id of ['abc', randomUUIDv7()]) expect((await receipt(ana, id)).status).toBe(404);
    expect((await service.fetch(`/internal/request-receipts/${requestId}`, { as: NOBODY })).status).toBe(401);
  });

  test('tells what was sent, and not what its team works on since', async () => {
    const request = await insertRequest(service.orm, { state: 'CHANGES_REQUESTED', submissions: 1 });
    const em = service.orm.em.fork();
    const row = await em.findOneOrFail(AccessRequest, { id: request.id });
    row.submitted = { ...contentOf(row), system: { ...row.system, name: 'Como foi enviado' }, evidence: [] };
    row.system = { ...row.system, name: 'Ainda em edição' };
    await em.flush();
    const text = await textOf(await receipt(ana, request.id));
    expect(text).toContain('Como foi enviado');
    expect(text).not.toContain('Ainda em edição');
  });

  test('is not printed while the catalogue is away, and says so', async () => {
    const response = await service.withoutCatalogue(() => receipt(ana, requestId));
    expect([response.status, await response.json()]).toEqual([503, expect.objectContaining({ code: 'UNAVAILABLE' })]);
  });
});

describe('the sheet of a credential', () => {
  let credential: Credential;
  beforeAll(async () => {
    service.clock.now = NOW;
    credential = await insertCredential(service.orm, {
      certificate: CERTIFICATE,
      secretHash: '$argon2id$never',
      secretIssuedAt: NOW,
    });
  });

  async function codeOf(id: string): Promise<string> {
    const [, code = ''] = /https:\/\/portal\.example\/conferir\/(\w+)/.exec(await textOf(await sheet(ana, id))) ?? [];
    return code;
  }

  test('says what it is, and carries no secret and nobody’s name', async () => {
    const text = await textOf(await sheet(ana, credential.id));
    for (const part of [
      `Ficha da credencial ${credential.requesterIdentifier}`,
      'Portfólio RNDS',
      'Serviços REL',
      'Laboratório Rômulo Rocha, CNES 2337991, Goiânia – GO',
      `SHA-256 do certificado ${'cd'.repeat(32)}`,
      'Situação nesta data Ativa',
    ]) {
      expect(text).toContain(part);
    }
    for (const never of ['52998224725', 'MARIA', credential.clientId, 'argon2', ana.name])
      expect(text).not.toContain(never);
  });

  test('is a tagged PDF/A-3 in Portuguese, with a title, and its QR code told in words', async () => {
    const pdf = await (await sheet(ana, credential.id)).bytes();
    const { metadata, info } = await readPdf(pdf, (document) => document.getMetadata());
    expect([metadata.get('pdfaid:part'), metadata.get('dc:title')]).toEqual([
      '3',
      `Ficha da credencial ${credential.requesterIdentifier}`,
    ]);
    expect(info).toMatchObject({ Language: 'pt-BR' });
    const text = Buffer.from(pdf).toString('latin1');
    for (const part of ['/S /Figure', '/Alt (', '/StructTreeRoot']) expect(text).toContain(part);
  });

  test('is its team’s, AUDITOR’s and ADMIN’s; to reviewers and all others there is none', async () => {
    const people = [ana, elis, hugo, clara, davi, gilda, bruno];
    const answers = await Promise.all(people.map((person) => sheet(person, credential.id)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 404, 404, 404, 404]);
    const readers = await service.orm.em.fork().find(AuditRecord, { subjectId: credential.id, act: 'readCredential' });
    expect(readers.map(({ actorId }) => actorId).toSorted()).toEqual([elis, hugo].map(({ id }) => id).toSorted());
    for (const id of ['abc', randomUUIDv7()]) expect((await sheet(ana, id)).status).toBe(404);
    expect((await service.fetch(`/internal/credential-sheets/${credential.id}`, { as: NOBODY })).status).toBe(401);
  });

  test('bears a code that tells anybody how the credential stands, and nothing of a person', async () => {
    const code = await codeOf(credential.id);
    const found = await check(formatSheetCode(code).toLowerCase());
    expect(found).toEqual({
      code,
      state: 'ACTIVE',
      stateChangedAt: '2026-11-03T12:00:00.000Z',
      environment: 'HOMOLOGATION',
      portfolio: { slug: 'rnds' },
      establishmentName: 'Laboratório Rômulo Rocha',
      establishmentCnes: '2337991',
      municipality: 'Goiânia',
      uf: 'GO',
      issuedAt: '2026-11-03T12:00:00.000Z',
      expiresAt: credential.expiresAt.toISOString(),
      sheetPrintedAt: NOW.toISOString(),
      current: true,
    });
  });

  test.each([
    ['SUSPENDED', { state: 'SUSPENDED' as const }],
    ['REVOKED', { state: 'REVOKED' as const }],
    ['EXPIRED', { expiresAt: new Date('2026-11-20T12:00:00Z') }],
  ])('that is %s later is told as that', async (state, facts) => {
    const { id } = await insertCredential(service.orm);
    const code = await codeOf(id);
    await change(id, facts);
    expect(await check(code)).toMatchObject({ state });
  });

  test('is the same under the same code, by however many at once; what it says changed, and it is out of date', async () => {
    const { id } = await insertCredential(service.orm);
    const codes = new Set(await Promise.all(Array.from({ length: 4 }, () => codeOf(id))));
    expect(codes.size).toBe(1);
    const [code = ''] = codes;
    await change(id, { certificate: CERTIFICATE });
    expect(await check(code)).toMatchObject({ state: 'ACTIVE', current: false });
    const next = await codeOf(id);
    expect(next).not.toBe(code);
    expect(await check(next)).toMatchObject({ current: true });
    // An alteration may name another one, which the page then tells beside the old sheet.
    await change(id, { establishment: { ...credential.establishment, name: 'Outro laboratório' } });
    expect(await check(next)).toMatchObject({ establishmentName: 'Outro laboratório', current: false });
  });

  test('no other code finds anything', async () => {
    const code = await codeOf(credential.id);
    for (const other of ['', 'abc', `${code.slice(0, -1)}U`, '0'.repeat(26), credential.id, 'A'.repeat(50_000)]) {
      expect(await check(other)).toBeNull();
    }
  });

  test('is checked in two statements', async () => {
    const code = await codeOf(credential.id);
    using recorded = recordStatements('operations');
    expect(await check(code)).not.toBeNull();
    expect(recorded.count).toBe(2);
  });
});
