import { type IssuedCertificate, issueECnpj, issueECpf, issuePlain, toPfx, toSignedData } from '@portal/certificates';
import { beforeAll, describe, expect, test } from 'vitest';
import { act, anyCpf, contentWithoutCertificate, done, newDraft, pick, refused, testAuthority } from './arrange.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { read } from './reading.ts';
import { requestIn } from './stages.ts';

let ana: Person;
let clara: Person;
let davi: Person;

beforeAll(async () => {
  ({ ana, clara, davi } = await signedIn('ana', 'clara', 'davi'));
});

const DAY_MS = 86_400_000;
const soon = (days: number) => new Date(Date.now() + days * DAY_MS);
/** e-CPFs of a manager whose CPF is `cpf`. */
const of = async (cpf: string, more: Partial<Parameters<typeof issueECpf>[0]> = {}) =>
  issueECpf({ name: 'Maria Lima', cpf, key: 'EC-256', authority: await testAuthority(), ...more });

/** What a draft keeps of a text sent as its certificate, and what is said of it. */
async function sent(certificatePem: string) {
  const draft = await newDraft(ana, 'rnds');
  const input = { ...pick(draft), certificatePem };
  const { problems } = await ana
    .get<{ update: { problems: { message: string; path: string[] }[] } }>(
      'mutation ($input: UpdateAccessRequestInput!) { update: updateAccessRequest(input: $input) { problems { message path } } }',
      { input },
    )
    .then(({ update }) => update);
  return { problems, ...(await read<{ certificate: unknown }>(ana, draft, 'certificate { kind holder holderName }')) };
}

const wrapped = (label: string, bytes: Buffer) =>
  `-----BEGIN ${label}-----\n${bytes.toString('base64')}\n-----END ${label}-----\n`;

describe('a certificate is sent as its public part alone', () => {
  test('in PEM however its lines are written, with the authorities above it, or as PKCS #7', async () => {
    const cpf = anyCpf();
    const { pem, der } = await of(cpf, { withX400Address: true });
    const { pem: authority } = await testAuthority();
    const texts = [
      pem,
      authority + pem,
      pem.replaceAll('\n', '\r'),
      pem.replaceAll('\n', ' '),
      pem.replaceAll('\n', '\\n'),
      wrapped('PKCS7', toSignedData([der])),
    ];
    for (const text of texts) {
      expect(await sent(text)).toEqual({
        problems: [],
        certificate: { kind: 'E_CPF', holder: cpf, holderName: 'Maria Lima' },
      });
    }
  });

  test('and with a private key, in whatever form, it is refused and nothing of it kept', async () => {
    const issued = await of(anyCpf());
    const message = 'Não envie a chave privada. Envie só o certificado público, em PEM.';
    const problems = [{ message, path: ['certificatePem'] }];
    const pfx = toPfx(issued, { password: 'segredo' }).toString('base64');
    for (const text of [issued.pem + wrapped('PRIVATE KEY', issued.privateKey), pfx]) {
      expect(await sent(text)).toEqual({ problems, certificate: null });
    }
  });

  test('no endpoint takes the file', async () => {
    const body = new FormData();
    body.set('file', new Blob(['nada']), 'certificado.pfx');
    for (const path of ['/certificate', '/internal/certificate']) {
      const headers = { 'apollo-require-preflight': 'true' };
      expect((await ana.fetch(path, { method: 'POST', headers, body })).status).toBe(404);
    }
  });

  test('what is wrong with it is told in words', async () => {
    const told = async (text: string) => (await sent(text)).problems.map(({ message }) => message);
    expect(await told('nada')).toEqual(['Este arquivo não é um certificado.']);
    const { pem, der } = await of(anyCpf());
    expect(await told(wrapped('CERTIFICATE', der.subarray(0, 200)))).toEqual([
      'O arquivo está danificado ou incompleto. Exporte o certificado de novo.',
    ]);
    expect(await told(pem.slice(0, 300))).toHaveLength(1);
    expect(await told((await of('52998224726')).pem)).toEqual(['O e-CPF não traz um CPF válido do titular.']);
    const expired = await of(anyCpf(), { notBefore: soon(-20), notAfter: soon(-1) });
    expect(await told(expired.pem)).toEqual([expect.stringMatching(/^Certificado vencido em \d{2}\/\d{2}\/\d{4}/)]);
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
