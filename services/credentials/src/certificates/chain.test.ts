import { X509Certificate } from 'node:crypto';
import { type Authority, createIntermediate, createRoot, issueECpf } from '@portal/certificates';
import { quickest } from '@portal/service-kit/testing';
import { expect, test } from 'vitest';
import { leadsToTrustedRoot, readAuthorities } from './chain.ts';

const ana = { name: 'ANA', cpf: '52998224725', key: 'EC-256' } as const;
const now = new Date();
const root = await createRoot({ key: 'EC-256' });

async function issuedBy(authority: Authority): Promise<X509Certificate> {
  return new X509Certificate((await issueECpf({ authority, ...ana })).pem);
}

function leads(certificate: X509Certificate, bundle: string, offered: string[] = []): boolean {
  const authorities = readAuthorities(bundle);
  return leadsToTrustedRoot(certificate, { authorities, offered: offered.map((pem) => new X509Certificate(pem)), now });
}

test('from the root itself, and through three authorities', async () => {
  const first = await createIntermediate(root, { name: 'CN=Primeira', key: 'EC-256' });
  const second = await createIntermediate(first, { name: 'CN=Segunda', key: 'EC-384' });
  const third = await createIntermediate(second, { name: 'CN=Terceira', key: 'EC-256' });
  expect(leads(await issuedBy(root), root.pem)).toBe(true);
  const certificate = await issuedBy(third);
  expect(leads(certificate, root.pem + first.pem + second.pem + third.pem)).toBe(true);
  expect(leads(certificate, root.pem + second.pem, third.chainPem)).toBe(true);
  expect(leads(certificate, root.pem + first.pem + third.pem)).toBe(false);
});

test('a root that only the file brings is not trusted', async () => {
  const stranger = await createRoot({ name: 'CN=Estranha', key: 'EC-256' });
  expect(leads(await issuedBy(stranger), root.pem, [stranger.pem])).toBe(false);
});

test('an authority of the same name with another key is another one', async () => {
  const impostor = await createRoot({ key: 'EC-256' });
  expect(impostor.name).toBe(root.name);
  expect(leads(await issuedBy(impostor), root.pem)).toBe(false);
});

test('an authority that is past its date leads nowhere', async () => {
  const past = { notBefore: new Date('2010-01-01'), notAfter: new Date('2020-01-01'), key: 'EC-256' } as const;
  const old = await createIntermediate(root, { name: 'CN=Vencida', ...past });
  expect(leads(await issuedBy(old), root.pem + old.pem)).toBe(false);
});

test('a certificate that is no authority issues nothing', async () => {
  const { certificate, keys, pem } = await issueECpf({ authority: root, ...ana });
  const issued = await issuedBy({ ...root, certificate, keys });
  expect(issued.verify(new X509Certificate(pem).publicKey)).toBe(true);
  expect(leads(issued, root.pem + pem)).toBe(false);
  expect(leads(issued, root.pem, [pem])).toBe(false);
});

test('many authorities that all signed each other are gone through in no time', async () => {
  const stranger = await createRoot({ name: 'CN=Estranha', key: 'EC-256' });
  const twins = Array.from({ length: 10 }, () => stranger.pem);
  const certificate = await issuedBy(stranger);
  const took = await quickest(2_000, () => {
    const before = performance.now();
    expect(leads(certificate, root.pem, twins)).toBe(false);
    return performance.now() - before;
  });
  expect(took).toBeLessThan(2_000);
});

test('a bundle without a root is a mistake of who configured it', async () => {
  const intermediate = await createIntermediate(root, { key: 'EC-256' });
  expect(() => readAuthorities('')).toThrow(/no root/);
  expect(() => readAuthorities(intermediate.pem)).toThrow(/no root/);
  expect(() => readAuthorities(`${root.pem}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----`)).toThrow();
});
