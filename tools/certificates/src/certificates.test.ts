import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { expect, test } from 'vitest';
import { createIntermediate, createRoot, issueECnpj, issueECpf, issuePlain, toPfx } from './index.ts';

test('a certificate is issued through an intermediate to a root, for the key that goes with it', async () => {
  const root = await createRoot();
  const intermediate = await createIntermediate(root, { key: 'EC-256' });
  const issued = await issueECnpj({
    authority: intermediate,
    cnpj: '11222333000181',
    companyName: 'Laboratório, S.A.',
  });

  const [leaf, middle, top] = [issued.pem, intermediate.pem, root.pem].map((pem) => new X509Certificate(pem));
  expect(leaf?.subject.split('\n')).toEqual([
    'C=BR',
    'O=ICP-Brasil de Teste',
    'OU=Certificado de Teste',
    'CN=Laboratório\\, S.A.:11222333000181',
  ]);
  expect(middle && leaf?.checkIssued(middle) && leaf.verify(middle.publicKey)).toBe(true);
  expect(top && middle?.checkIssued(top) && middle.verify(top.publicKey)).toBe(true);
  const privateKey = createPrivateKey({ key: issued.privateKey, format: 'der', type: 'pkcs8' });
  expect(leaf?.publicKey.equals(createPublicKey(privateKey))).toBe(true);
});

test('an expired one, one of an elliptic curve and one without anything of ICP-Brasil', async () => {
  const authority = await createRoot();
  const notAfter = new Date('2020-01-02T00:00:00Z');
  const expired = await issueECpf({ authority, name: 'Ana', cpf: '52998224725', notAfter, notBefore: new Date(0) });
  expect(new X509Certificate(expired.pem).validToDate).toEqual(notAfter);

  const plain = new X509Certificate((await issuePlain({ authority, commonName: 'x', key: 'EC-384' })).pem);
  expect(plain.publicKey.asymmetricKeyDetails?.namedCurve).toBe('secp384r1');
  expect(plain.subjectAltName).toBeUndefined();
});

test.for(['RC2-40', '3DES', 'AES-256'] as const)(
  'a PFX under %s is opened by its password and by no other',
  async (cipher) => {
    const intermediate = await createIntermediate(await createRoot());
    const issued = await issueECpf({ authority: intermediate, name: 'Ana', cpf: '52998224725' });
    const der = forge.asn1.fromDer(toPfx(issued, { password: 'segredo', cipher, withChain: true }).toString('binary'));

    const bags = forge.pkcs12.pkcs12FromAsn1(der, 'segredo').getBags({ bagType: forge.pki.oids.certBag });
    expect(bags[forge.pki.oids.certBag ?? '']).toHaveLength(2);
    expect(() => forge.pkcs12.pkcs12FromAsn1(der, 'outra')).toThrow(/password/);
  },
);
