import { createRoot, issueECpf } from '@portal/certificates';
import { openText, type SealedText } from '@portal/service-kit';
import { afterAll, describe, expect, it } from 'vitest';
import { Credential } from '../credentials/credential.ts';
import { sealedText } from '../personal-data/texts.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { Journey, type SeenRequest, wholeForm } from '../testing/journey.ts';
import { ana, clara } from '../testing/people.ts';
import { insertCredential } from '../testing/rows.ts';
import { startService } from '../testing/service.ts';
import type { Certificate } from './certificate.ts';
import { movePems } from './move-pems.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const authority = await createRoot();
const issue = async () => (await issueECpf({ authority, cpf: '52998224725', name: 'MARIA DA SILVA' })).pem;

async function keptOf({ id }: Pick<SeenRequest, 'id'>): Promise<string[]> {
  const em = service.orm.em.fork();
  const sql = `select ${sealedText('certificate_pem.pem')} as pem from certificate_pem where request_id = ?`;
  const rows = await em.execute<{ pem: NonNullable<SealedText> }[]>(sql, [id]);
  return rows.map(({ pem }) => openText(em, pem)).sort();
}

/** What the gateway is told of the credential's system. */
async function pemOf(credentialId: string): Promise<string | null> {
  const { clientId } = await service.orm.em.fork().findOneOrFail(Credential, { id: credentialId });
  const response = await service.fetch('/internal/clients/look-up', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ clientIds: [clientId] }),
    as: { kind: 'anonymous' },
  });
  const { clients } = (await response.json()) as { clients: { certificatePem: string | null }[] };
  return clients[0]?.certificatePem ?? null;
}

describe('the PEM of a certificate', () => {
  it('stands beside the request, once for each that one of its copies holds, and goes with its credential', async () => {
    const [first, second] = [await issue(), await issue()];
    const draft = await journey.done(journey.create(ana));
    let request = await journey.done(
      journey.update(ana, draft, { ...wholeForm('Com certificado'), certificatePem: first }),
    );
    expect(await keptOf(draft)).toEqual([first]);
    request = await journey.done(journey.update(ana, request, { certificatePem: second }));
    expect(await keptOf(draft)).toEqual([second]);
    request = await journey.done(journey.act(ana, 'submit', request));
    const claimed = await journey.done(journey.act(clara, 'claim', request));
    request = await journey.done(journey.refuse(clara, 'requestChanges', claimed));
    request = await journey.done(journey.update(ana, request, { certificatePem: first }));
    expect(await keptOf(draft)).toEqual([first, second].sort());
    request = await journey.done(journey.act(ana, 'submit', request));
    request = await journey.done(journey.act(clara, 'claim', request));
    request = await journey.done(journey.act(clara, 'approve', request));
    expect(await pemOf(request.credential?.id ?? '')).toBe(first);
    const row = await service.orm.em.fork().findOneOrFail(AccessRequest, { id: draft.id });
    expect(JSON.stringify(row)).not.toContain('BEGIN CERTIFICATE');
  });

  it('is gone with the certificate', async () => {
    const draft = await journey.done(journey.create(ana, 'cadsus', ['pdq']));
    const request = await journey.done(
      journey.update(ana, draft, { manager: { cpf: '529.982.247-25' }, certificatePem: await issue() }),
    );
    await journey.done(journey.update(ana, request, { certificatePem: null }));
    expect(await keptOf(draft)).toEqual([]);
  });

  it('that an older version kept within is told as well, moved, and told as before', async () => {
    const pem = await issue();
    const notAfter = '2099-01-01T00:00:00Z';
    const old = { subject: 'CN=A', sha256: 'ab', holder: '52998224725', notAfter, pem } as unknown as Certificate;
    const credential = await insertCredential(service.orm, {}, { certificate: old });
    const em = service.orm.em.fork();
    const request = await em.findOneOrFail(AccessRequest, { id: credential.requestId });
    request.submittedBefore = request.submitted;
    await em.flush();
    const before = JSON.stringify(request);
    expect(before.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
    expect(await pemOf(credential.id)).toBe(pem);

    for (let times = 0; times < 2; times++) {
      await movePems(service.orm.em.fork());
      expect(await pemOf(credential.id)).toBe(pem);
      expect(await keptOf(request)).toEqual([pem]);
    }
    const moved = await service.orm.em.fork().findOneOrFail(AccessRequest, { id: request.id });
    const { pem: _, ...rest } = old as Certificate & { pem: string };
    const pemSha256 = moved.certificate?.pemSha256;
    for (const copy of [moved, moved.submitted, moved.submittedBefore]) {
      expect(copy?.certificate).toEqual({ ...rest, pemSha256 });
    }
    expect(moved.version).toBe(request.version);
  });

  it('is given on to the request for production', async () => {
    const pem = await issue();
    const certificate = {
      subject: 'CN=A',
      sha256: 'ab',
      notAfter: '2099-01-01T00:00:00Z',
      pem,
    } as unknown as Certificate;
    const credential = await insertCredential(
      service.orm,
      { expiresAt: new Date('2099-01-01T00:00:00Z') },
      { certificate, portfolio: 'cadsus', services: ['pdq'] },
    );
    const made = await journey.done(journey.createProduction(ana, credential.id));
    expect(await keptOf(made)).toEqual([pem]);
    await movePems(service.orm.em.fork());
    await journey.done(journey.act(ana, 'cancel', made));
    const again = await journey.done(journey.createProduction(ana, credential.id));
    expect(await keptOf(again)).toEqual([pem]);
  });
});
