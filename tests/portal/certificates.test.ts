import { type IssuedCertificate, issueECnpj, issueECpf, issuePlain, toPfx } from '@portal/certificates';
import { beforeAll, describe, expect, test } from 'vitest';
import { act, anyCpf, contentWithoutCertificate, done, newDraft, pick, refused, testAuthority } from './arrange.ts';
import { problemOf } from './evidence.ts';
import { signedIn } from './people.ts';
import { Person } from './person.ts';
import { read } from './reading.ts';
import { requestIn } from './stages.ts';

let ana: Person;
let clara: Person;
let davi: Person;

beforeAll(async () => {
  ({ ana, clara, davi } = await signedIn('ana', 'clara', 'davi'));
});

type Part = string | Uint8Array<ArrayBuffer>;

const DAY_MS = 86_400_000;
const soon = (days: number) => new Date(Date.now() + days * DAY_MS);
/** e-CPFs of a manager whose CPF is `cpf`. */
const of = async (cpf: string, more: Partial<Parameters<typeof issueECpf>[0]> = {}) =>
  issueECpf({ name: 'Maria Lima', cpf, key: 'EC-256', authority: await testAuthority(), ...more });

/** Sends a certificate to be looked at. */
function check(person: Person, file: Part, password?: string): Promise<Response> {
  const body = new FormData();
  if (password !== undefined) body.set('password', password);
  body.set('file', new Blob([file]), 'certificado.pfx');
  return person.fetch('/certificate', { method: 'POST', headers: { 'apollo-require-preflight': 'true' }, body });
}

describe('a file is read', () => {
  test('as PEM, as DER and as PFX under old and new ciphers, and only its public part comes back', async () => {
    const cpf = anyCpf();
    const issued = await of(cpf, { key: 'RSA-2048' });
    const files: [Part, string?][] = [[issued.pem], [new Uint8Array(issued.der)]];
    for (const cipher of ['RC2-40', '3DES', 'AES-256'] as const) {
      files.push([new Uint8Array(toPfx(issued, { password: 'sêgredo 1', cipher, withChain: true })), 'sêgredo 1']);
    }
    for (const [file, password] of files) {
      const response = await check(ana, file, password);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const certificate = (await response.json()) as Record<string, unknown>;
      expect(certificate).toMatchObject({ kind: 'E_CPF', holderName: 'Maria Lima', pem: issued.pem });
      expect(JSON.stringify(certificate)).not.toMatch(/PRIVATE KEY|sêgredo/);
    }
  });

  test('is told what is wrong with it, in words', async () => {
    const issued = await of(anyCpf(), { key: 'RSA-2048' });
    const pfx = new Uint8Array(toPfx(issued, { password: 'certa', cipher: 'AES-256' }));
    const detailOf = async (file: Part, password?: string) => {
      const response = await check(ana, file, password);
      expect(response.status).toBe(422);
      return ((await response.json()) as { detail: string }).detail;
    };
    expect(await detailOf(pfx, 'errada')).toContain('Senha incorreta');
    expect(await detailOf(pfx)).toMatch(/senha/i);
    expect(await detailOf('nada')).toContain('Este arquivo não é um certificado');
    expect(await detailOf(pfx.slice(0, 200), 'certa')).toMatch(/\S/);
    const expired = await of(anyCpf(), { notBefore: soon(-20), notAfter: soon(-1) });
    expect(await detailOf(expired.pem)).toMatch(/Certificado vencido em \d{2}\/\d{2}\/\d{4}/);
  });

  test('by people who are signed in alone', async () => {
    expect(await problemOf(await check(Person.anonymous(), 'nada'))).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
  });
});

describe('a draft takes', () => {
  test.for<[string, (cpf: string) => Promise<IssuedCertificate>]>([
    ['one that has run out', (cpf) => of(cpf, { notBefore: soon(-20), notAfter: soon(-1) })],
    ['one that is not good yet', (cpf) => of(cpf, { notBefore: soon(1) })],
    ['one of RSA 1024', (cpf) => of(cpf, { key: 'RSA-1024' })],
    ['an e-CPF of somebody else', () => of(anyCpf())],
  ])('not %s: INVALID at certificatePem', async ([, issue]) => {
    const cpf = anyCpf();
    const draft = await newDraft(ana, 'rnds');
    const input = {
      ...pick(draft),
      ...contentWithoutCertificate(undefined, cpf),
      certificatePem: (await issue(cpf)).pem,
    };
    expect(await refused(act(ana, 'updateAccessRequest', { input }))).toEqual([
      { code: 'INVALID', path: ['certificatePem'] },
    ]);
    expect(await read(ana, draft, 'certificate { sha256 } manager { cpf }')).toEqual({
      certificate: null,
      manager: null,
    });
  });

  test('an e-CNPJ of the establishment’s own CNPJ or of its root without a warning, of another with one', async () => {
    const company = { companyName: 'Laboratório', key: 'EC-256' as const, authority: await testAuthority() };
    const told = {
      establishmentCnes: '9999999',
      establishment: { name: 'Clínica', uf: 'GO', municipality: 'Goiânia' },
    };
    for (const [cnpj, warned] of [
      ['11222333000181', false],
      ['11222333000262', false],
      ['11444777000161', true],
    ] as const) {
      const draft = await newDraft(ana, 'rnds');
      const { pem } = await issueECnpj({ cnpj, ...company });
      const input = {
        ...pick(draft),
        ...contentWithoutCertificate(),
        ...told,
        establishmentCnpj: '11222333000181',
        certificatePem: pem,
      };
      await done(act(ana, 'updateAccessRequest', { input }));
      const { warnings, certificate } = await read<{ warnings: { code: string }[]; certificate: object }>(
        ana,
        draft,
        'warnings { code } certificate { kind holder chainVerified }',
      );
      expect(certificate).toEqual({ kind: 'E_CNPJ', holder: cnpj, chainVerified: false });
      expect(warnings.some(({ code }) => code === 'CERTIFICATE_OTHER_CNPJ')).toBe(warned);
      expect(warnings).toContainEqual({ code: 'CERTIFICATE_UNVERIFIED' });
    }
  });

  test('one that names no holder, for a reviewer to accept by name', async () => {
    const { pem } = await issuePlain({ commonName: 'Servidor', key: 'EC-256', authority: await testAuthority() });
    const content = { ...contentWithoutCertificate(), certificatePem: pem };
    const request = await requestIn('IN_REVIEW', { owner: ana, reviewer: clara }, { portfolio: 'rnds', content });
    expect(await read(ana, request, 'certificate { kind holder }')).toEqual({
      certificate: { kind: null, holder: null },
    });
    expect(await refused(act(clara, 'approveAccessRequest', pick(request)))).toEqual([
      { code: 'NOT_ALLOWED', path: ['certificatePem'] },
    ]);
  });
});

test('the CPF in a certificate is whole for its owner and the holder of the claim, masked for others', async () => {
  const cpf = anyCpf();
  const content = { ...contentWithoutCertificate(undefined, cpf), certificatePem: (await of(cpf)).pem };
  const request = await requestIn('IN_REVIEW', { owner: ana, reviewer: clara }, { portfolio: 'rnds', content });
  const seen = async (person: Person) =>
    JSON.stringify(await read(person, request, 'certificate { subject issuer holder holderName } manager { cpf }'));
  for (const person of [ana, clara]) expect(await seen(person)).toContain(cpf);
  expect(await seen(davi)).not.toContain(cpf);
  expect(await seen(davi)).toContain(`***.${cpf.slice(3, 6)}.${cpf.slice(6, 9)}-**`);
  await done(act(clara, 'approveAccessRequest', pick(request)));
  expect(await seen(clara)).not.toContain(cpf);
});
