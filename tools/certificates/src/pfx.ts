import { createHmac, randomBytes } from 'node:crypto';
import forge from 'node-forge';
import type { IssuedCertificate } from './issue.ts';
import { derOf } from './other-names.ts';

const { asn1 } = forge;
type Asn1 = forge.asn1.Asn1;

/** How a PFX is protected: as old Windows did, as old Java did, or as everybody does now. */
export type PfxCipher = 'RC2-40' | '3DES' | 'AES-256';

/** What a PFX is made with. */
export interface PfxOptions {
  password: string;
  cipher?: PfxCipher;
  /** Brings the authorities along. */
  withChain?: boolean;
}

const ROUNDS = 2048;
const OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  certBag: '1.2.840.113549.1.12.10.1.3',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  rc2: '1.2.840.113549.1.12.1.6',
  sha1: '1.3.14.3.2.26',
};

/** A certificate with its private key as a PFX (PKCS#12), both encrypted. */
export function toPfx(issued: IssuedCertificate, options: PfxOptions): Buffer {
  const { password, cipher = 'AES-256', withChain = false } = options;
  const certificates = [issued.der, ...(withChain ? issued.chainPem.map(derOfPem) : [])];
  // The old exporters kept the key under 3DES where the certificates were under RC2.
  const key = encrypt(parse(issued.privateKey), password, cipher === 'RC2-40' ? '3DES' : cipher);
  const safes = sequence([
    encryptedSafe(encrypt(sequence(certificates.map(certBag)), password, cipher)),
    contentInfo(OID.data, octets(derOf(sequence([bag(OID.shroudedKeyBag, key)])))),
  ]);
  const content = derOf(safes);
  return derOf(sequence([integer(3), contentInfo(OID.data, octets(content)), macData(content, password)]));
}

function certBag(der: Buffer): Asn1 {
  return bag(OID.certBag, sequence([oid(OID.x509Certificate), context(0, [octets(der)])]));
}

function bag(kind: string, value: Asn1): Asn1 {
  return sequence([oid(kind), context(0, [value])]);
}

function contentInfo(kind: string, content: Asn1): Asn1 {
  return sequence([oid(kind), context(0, [content])]);
}

/** An EncryptedPrivateKeyInfo holds what an EncryptedContentInfo wants: the algorithm, then the bytes. */
function encryptedSafe(encrypted: Asn1): Asn1 {
  const [algorithm, bytes] = encrypted.value as [Asn1, Asn1];
  const content = asn1.create(asn1.Class.CONTEXT_SPECIFIC, 0, false, bytes.value as string);
  return contentInfo(OID.encryptedData, sequence([integer(0), sequence([oid(OID.data), algorithm, content])]));
}

function encrypt(what: Asn1, password: string, cipher: PfxCipher): Asn1 {
  if (cipher === 'RC2-40') return encryptRc2(what, password);
  const aes = { algorithm: 'aes256', count: ROUNDS, prfAlgorithm: 'sha256' } as const;
  // PBES2 takes the password in UTF-8, the older way in UTF-16, which the library does itself.
  return cipher === 'AES-256'
    ? forge.pki.encryptPrivateKeyInfo(what, forge.util.encodeUtf8(password), aes)
    : forge.pki.encryptPrivateKeyInfo(what, password, { algorithm: '3des', count: ROUNDS });
}

function encryptRc2(what: Asn1, password: string): Asn1 {
  const salt = randomBytes(8);
  const cipher = forge.rc2.createEncryptionCipher(derive(password, salt, 1, 5).getBytes(), 40);
  cipher.start(derive(password, salt, 2, 8).getBytes());
  cipher.update(asn1.toDer(what));
  cipher.finish();
  const algorithm = sequence([oid(OID.rc2), sequence([octets(salt), integer(ROUNDS)])]);
  return sequence([algorithm, octets(Buffer.from(cipher.output.getBytes(), 'binary'))]);
}

function macData(content: Buffer, password: string): Asn1 {
  const salt = randomBytes(8);
  const key = Buffer.from(derive(password, salt, 3, 20).getBytes(), 'binary');
  const digest = createHmac('sha1', key).update(content).digest();
  const nothing = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.NULL, false, '');
  const mac = sequence([sequence([oid(OID.sha1), nothing]), octets(digest)]);
  return sequence([mac, octets(salt), integer(ROUNDS)]);
}

function derive(password: string, salt: Buffer, purpose: number, length: number): forge.util.ByteStringBuffer {
  const bytes = forge.util.createBuffer(salt.toString('binary'));
  return forge.pkcs12.generateKey(password, bytes, purpose as 1 | 2 | 3, ROUNDS, length);
}

function derOfPem(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
}

function parse(der: Buffer): Asn1 {
  return asn1.fromDer(der.toString('binary'));
}

function sequence(parts: Asn1[]): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, parts);
}

function context(tag: number, parts: Asn1[]): Asn1 {
  return asn1.create(asn1.Class.CONTEXT_SPECIFIC, tag as forge.asn1.Type, true, parts);
}

function octets(bytes: Buffer): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OCTETSTRING, false, bytes.toString('binary'));
}

function oid(dotted: string): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OID, false, asn1.oidToDer(dotted).getBytes());
}

function integer(value: number): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.INTEGER, false, asn1.integerToDer(value).getBytes());
}
