import { createRoot, issueECnpj, issueECpf } from '@portal/certificates';
import type { Person } from '@portal/service-kit';
import { afterAll, expect, test } from 'vitest';
import { type Answer, Journey, type SeenRequest, wholeForm } from '../testing/journey.ts';
import { ana, clara, davi } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const path = ['certificatePem'];
const authority = await createRoot({ key: 'EC-256' });
const ofManager = await issueECpf({ authority, name: 'MARIA DA SILVA', cpf: '52998224725', key: 'EC-256' });
const ofSomebodyElse = await issueECpf({ authority, name: 'OUTRA PESSOA', cpf: '11144477735', key: 'EC-256' });
const ofCompany = await issueECnpj({ authority, companyName: 'LABORATÓRIO', cnpj: '11222333000181', key: 'EC-256' });

let systems = 0;

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

/** A draft for a portfolio that requires a certificate, everything else in it. */
async function draft(certificatePem?: string): Promise<SeenRequest> {
  const created = await journey.done(journey.create(ana, 'rnds', ['rel']));
  const form = { ...wholeForm(`Laudos ${++systems}`), ...(certificatePem && { certificatePem }) };
  return journey.done(journey.update(ana, created, form));
}

async function claimed(certificatePem: string): Promise<SeenRequest> {
  const submitted = await journey.done(journey.act(ana, 'submit', await draft(certificatePem)));
  return journey.done(journey.act(clara, 'claim', submitted));
}

function approve(reviewer: Person, { id, version }: SeenRequest, acceptedWarnings: string[]): Promise<Answer> {
  const declared = '$id: ID!, $version: Int!, $acceptedWarnings: [WarningCode!]';
  return journey.mutate(reviewer, 'approveAccessRequest', declared, { id, version, acceptedWarnings });
}

interface SeenCertificate {
  certificate: { subject: string; holder: string; holderName: string; kind: string; chainVerified: boolean } | null;
  warnings: { code: string; mustAccept: boolean; acceptedBy: { name: string } | null }[];
}

function certificateOf(person: Person, { id }: SeenRequest): Promise<SeenCertificate | null> {
  const certificate = 'certificate { subject holder holderName kind chainVerified }';
  return journey.read(person, id, `${certificate} warnings { code mustAccept acceptedBy { name } }`);
}

test('without a certificate a draft is kept, and not submitted', async () => {
  const { problems } = await journey.act(ana, 'submit', await draft());
  expect(problems).toEqual([{ code: 'REQUIRED', message: 'Envie o certificado digital.', path }]);
});

test("the manager's e-CPF: whole for its owner and the holder of the request, masked for other reviewers", async () => {
  const request = await claimed(ofManager.pem);
  const whole = {
    subject: expect.stringMatching(/^CN=MARIA DA SILVA:52998224725,/),
    holder: '52998224725',
    holderName: 'MARIA DA SILVA',
    kind: 'E_CPF',
    chainVerified: false,
  };
  for (const person of [ana, clara]) expect((await certificateOf(person, request))?.certificate).toEqual(whole);
  expect((await certificateOf(davi, request))?.certificate).toEqual({
    ...whole,
    subject: expect.stringMatching(/^CN=MARIA DA SILVA:\*\*\*\.982\.247-\*\*,/),
    holder: '***.982.247-**',
  });
});

test("somebody else's e-CPF is refused, and what was there stays", async () => {
  const request = await draft(ofManager.pem);
  const { problems } = await journey.update(ana, request, { certificatePem: ofSomebodyElse.pem });
  expect(problems).toEqual([{ code: 'INVALID', message: 'O e-CPF precisa ser do gestor responsável.', path }]);
  expect((await certificateOf(ana, request))?.certificate?.holder).toBe('52998224725');
});

test('another manager makes the e-CPF wrong at submit', async () => {
  const request = await draft(ofManager.pem);
  const changed = await journey.done(journey.update(ana, request, { manager: { cpf: '111.444.777-35' } }));
  const { problems } = await journey.act(ana, 'submit', changed);
  expect(problems).toEqual([{ code: 'INVALID', message: 'O e-CPF precisa ser do gestor responsável.', path }]);
});

test('an e-CNPJ of an establishment whose CNPJ is not known: the reviewer accepts it by name', async () => {
  const request = await claimed(ofCompany.pem);
  const unread = [
    { code: 'CERTIFICATE_OTHER_CNPJ', mustAccept: true, acceptedBy: null },
    { code: 'CERTIFICATE_UNVERIFIED', mustAccept: false, acceptedBy: null },
  ];
  expect((await certificateOf(clara, request))?.warnings).toEqual(unread);
  expect(await approve(clara, request, [])).toMatchObject({ problems: [{ code: 'NOT_ALLOWED' }] });

  const approved = await journey.done(approve(clara, request, ['CERTIFICATE_OTHER_CNPJ']));
  const fields = 'warnings { code mustAccept acceptedBy { name } } credential { expiresAt certificate { sha256 } }';
  const seen = await journey.read<{ warnings: unknown[]; credential: { expiresAt: string } }>(ana, approved.id, fields);
  expect(seen?.warnings[0]).toEqual({ ...unread[0], acceptedBy: { name: 'Clara Nunes' } });
  expect(seen?.credential.expiresAt).toBe(ofCompany.certificate.notAfter.toISOString());
});

test('a certificate that runs out while it is reviewed is not approved', async () => {
  const request = await claimed(ofManager.pem);
  const { now } = service.clock;
  service.clock.now = new Date(ofManager.certificate.notAfter.getTime() + 1_000);
  const { problems } = await journey.act(clara, 'approve', request);
  service.clock.now = now;
  expect(problems).toEqual([{ code: 'INVALID', message: expect.stringMatching(/^Certificado vencido em /), path }]);
});

test('what is no certificate, and an erased one', async () => {
  const request = await draft(ofManager.pem);
  const { problems } = await journey.update(ana, request, { certificatePem: 'texto' });
  expect(problems).toEqual([{ code: 'INVALID', message: 'Este arquivo não é um certificado.', path }]);
  const erased = await journey.done(journey.update(ana, request, { certificatePem: null }));
  expect(await certificateOf(ana, erased)).toEqual({ certificate: null, warnings: [] });
});
