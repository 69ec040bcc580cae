import 'reflect-metadata';
import { CertificateKind, CertificatePolicy } from '@portal/domain';
import { expect, test } from 'vitest';
import { type Certificate, maskCertificate } from './certificate.ts';
import { type CertificateFacts, certificateProblems, certificateWarnings } from './rules.ts';

const path = ['certificatePem'];
const eCnpj: Certificate = {
  subject: 'CN=LAB:11222333000181,C=BR',
  issuer: 'CN=AC',
  serialNumber: '01',
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-01-01T00:00:00.000Z',
  sha256: 'ab',
  holder: '11222333000181',
  holderName: 'LAB',
  kind: CertificateKind.E_CNPJ,
  chainVerified: true,
};
const eCpf: Certificate = {
  ...eCnpj,
  subject: 'CN=ANA SOUZA:52998224725,C=BR',
  holder: '52998224725',
  holderName: 'ANA SOUZA',
  kind: CertificateKind.E_CPF,
};

function facts(changed: Partial<CertificateFacts>): CertificateFacts {
  return {
    policy: CertificatePolicy.REQUIRED,
    certificate: eCnpj,
    establishmentCnpj: '11222333000181',
    managerCpf: '52998224725',
    now: new Date('2026-11-24T12:00:00Z'),
    ...changed,
  };
}

test('a missing certificate is a problem only where the portfolio requires one', () => {
  const missing = [{ code: 'REQUIRED', message: 'Envie o certificado digital.', path }];
  expect(certificateProblems(facts({ certificate: null }))).toEqual(missing);
  expect(certificateProblems(facts({ certificate: null, policy: 'OPTIONAL' }))).toEqual([]);
  expect(certificateProblems(facts({ certificate: null, policy: 'NONE' }))).toEqual([]);
  expect(certificateWarnings(facts({ certificate: null }))).toEqual([]);
});

test('one that has expired since it was sent, or is not yet valid', () => {
  const late = certificateProblems(facts({ now: new Date('2027-01-02T12:00:00Z') }));
  expect(late).toEqual([{ code: 'INVALID', message: 'Certificado vencido em 31/12/2026.', path }]);
  const early = certificateProblems(facts({ now: new Date('2025-12-01T12:00:00Z') }));
  expect(early).toEqual([{ code: 'INVALID', message: 'Certificado válido só a partir de 31/12/2025.', path }]);
  expect(certificateProblems(facts({ now: new Date(eCnpj.notAfter) }))).toEqual([]);
});

test("an e-CPF is the manager's", () => {
  expect(certificateProblems(facts({ certificate: eCpf }))).toEqual([]);
  expect(certificateProblems(facts({ certificate: eCpf, managerCpf: null }))).toEqual([]);
  const other = certificateProblems(facts({ certificate: eCpf, managerCpf: '11144477735' }));
  expect(other).toEqual([{ code: 'INVALID', message: 'O e-CPF precisa ser do gestor responsável.', path }]);
  expect(certificateWarnings(facts({ certificate: eCpf, establishmentCnpj: null }))).toEqual([]);
});

test('an e-CPF without a CPF is nobody’s', () => {
  const unknown = { ...eCpf, holder: null };
  const told = [{ code: 'INVALID', message: 'O e-CPF não traz um CPF válido do titular.', path }];
  for (const managerCpf of [null, '52998224725']) {
    expect(certificateProblems(facts({ certificate: unknown, managerCpf }))).toEqual(told);
  }
});

test('an e-CNPJ of the establishment or of its root raises nothing', () => {
  expect(certificateWarnings(facts({}))).toEqual([]);
  expect(certificateWarnings(facts({ establishmentCnpj: '11222333000262' }))).toEqual([]);
});

test.for([
  ['of another CNPJ', { establishmentCnpj: '12ABC34501DE35' }, /11\.222\.333\/0001-81.*12\.ABC\.345\/01DE-35/],
  ['of an establishment whose CNPJ is not known', { establishmentCnpj: null }, /não é conhecido/],
  ['whose holder is not known', { certificate: { ...eCnpj, holder: null } }, /não informa o CNPJ/],
  ['without ICP-Brasil OIDs', { certificate: { ...eCnpj, holder: null, kind: null } }, /não informa o CNPJ/],
] as const)('a certificate %s is a warning that must be accepted, and no problem', ([, changed, message]) => {
  expect(certificateProblems(facts(changed))).toEqual([]);
  expect(certificateWarnings(facts(changed))).toEqual([
    { code: 'CERTIFICATE_OTHER_CNPJ', message: expect.stringMatching(message), path, mustAccept: true },
  ]);
});

test('an unchecked chain is told, and need not be accepted', () => {
  const message = 'Certificado ainda não conferido com a ICP-Brasil';
  expect(certificateWarnings(facts({ certificate: { ...eCnpj, chainVerified: false } }))).toEqual([
    { code: 'CERTIFICATE_UNVERIFIED', message, path, mustAccept: false },
  ]);
});

test('where no certificate is asked for, one that is there raises nothing', () => {
  const changed = { policy: CertificatePolicy.NONE, certificate: { ...eCnpj, holder: null, chainVerified: false } };
  expect(certificateProblems(facts(changed))).toEqual([]);
  expect(certificateWarnings(facts(changed))).toEqual([]);
});

test('masking hides every CPF and leaves the rest', () => {
  expect(maskCertificate(eCpf)).toEqual({
    ...eCpf,
    subject: 'CN=ANA SOUZA:***.982.247-**,C=BR',
    holder: '***.982.247-**',
  });
  expect(maskCertificate(eCnpj)).toEqual(eCnpj);
});
