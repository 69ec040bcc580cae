import { createCipheriv, createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import forge from 'node-forge';
import {
  type Asn1,
  berOf,
  context,
  derOf,
  implicitOctets,
  integer,
  nothing,
  octets,
  oid,
  sequence,
  set,
} from './asn1.ts';
import type { IssuedCertificate } from './issue.ts';

/** How a PFX is protected: as old Windows did, as old Java did, or as everybody does now. */
export type PfxCipher = 'RC2-40' | '3DES' | 'AES-256';

/** What a PFX is made with. */
export interface PfxOptions {
  /** Null for none at all, as .NET writes it, which differs from an empty one. */
  password: string | null;
  cipher?: PfxCipher;
  /** Brings the authorities along. */
  withChain?: boolean;
  /** Certificates that stand before its own; `ofKey` for one of the same key. */
  before?: readonly { der: Buffer; ofKey?: boolean }[];
  /** False for a file that holds the key and no certificate of it. */
  withOwn?: boolean;
  /** How it is told that it is whole; SHA-1 unless told. */
  mac?: 'SHA-1' | 'PBMAC1';
  /** DER unless told; BER as Firefox and Bouncy Castle write it. */
  encoding?: 'DER' | 'BER';
  /** How often the password is worked on, for each of its uses. */
  rounds?: number;
}

const OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  certBag: '1.2.840.113549.1.12.10.1.3',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  localKeyId: '1.2.840.113549.1.9.21',
  rc2: '1.2.840.113549.1.12.1.6',
  old3Des: '1.2.840.113549.1.12.1.3',
  pbes2: '1.2.840.113549.1.5.13',
  aes256: '2.16.840.1.101.3.4.1.42',
  sha1: '1.3.14.3.2.26',
  pbmac1: '1.2.840.113549.1.5.14',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacSha256: '1.2.840.113549.2.9',
};

/** A certificate with its private key as a PFX (PKCS#12), both encrypted. */
export function toPfx(issued: IssuedCertificate, options: PfxOptions): Buffer {
  const { cipher = 'AES-256', withChain = false, before = [], withOwn = true, encoding, mac } = options;
  const secret = { password: options.password, rounds: options.rounds ?? 2048 };
  const encode = encoding === 'BER' ? berOf : derOf;
  const keyId = createHash('sha1').update(issued.privateKey).digest();
  const bags = [
    ...before.map(({ der, ofKey }) => certBag(der, ofKey ? keyId : undefined)),
    ...(withOwn ? [certBag(issued.der, keyId)] : []),
    ...(withChain ? issued.chainPem.map((pem) => certBag(derOfPem(pem))) : []),
  ];
  // The old exporters kept the key under 3DES where the certificates were under RC2.
  const key = encrypt(issued.privateKey, secret, cipher === 'RC2-40' ? '3DES' : cipher);
  const safes = sequence([
    encryptedSafe(encrypt(encode(sequence(bags)), secret, cipher)),
    contentInfo(OID.data, octets(encode(sequence([bag(OID.shroudedKeyBag, key, keyId)])))),
  ]);
  const content = encode(safes);
  const told = mac === 'PBMAC1' ? pbmac1(content, secret) : macData(content, secret);
  return encode(sequence([integer(3), contentInfo(OID.data, octets(content)), told]));
}

interface Secret {
  password: string | null;
  rounds: number;
}

function certBag(der: Buffer, keyId?: Buffer): Asn1 {
  return bag(OID.certBag, sequence([oid(OID.x509Certificate), context(0, [octets(der)])]), keyId);
}

function bag(kind: string, value: Asn1, keyId?: Buffer): Asn1 {
  const attributes = keyId ? [set([sequence([oid(OID.localKeyId), set([octets(keyId)])])])] : [];
  return sequence([oid(kind), context(0, [value]), ...attributes]);
}

function contentInfo(kind: string, content: Asn1): Asn1 {
  return sequence([oid(kind), context(0, [content])]);
}

/** An EncryptedPrivateKeyInfo holds what an EncryptedContentInfo wants: the algorithm, then the bytes. */
function encryptedSafe(encrypted: Asn1): Asn1 {
  const [algorithm, bytes] = encrypted.value as [Asn1, Asn1];
  const content = implicitOctets(0, bytes.value as string);
  return contentInfo(OID.encryptedData, sequence([integer(0), sequence([oid(OID.data), algorithm, content])]));
}

/** The algorithm, then the bytes. */
function encrypt(what: Buffer, secret: Secret, cipher: PfxCipher): Asn1 {
  if (cipher === 'AES-256') return encryptAes(what, secret);
  const salt = randomBytes(8);
  const key = derive(secret, salt, 1, cipher === 'RC2-40' ? 5 : 24);
  const iv = derive(secret, salt, 2, 8);
  const bytes = cipher === 'RC2-40' ? encryptRc2(what, key, iv) : encryptBy('des-ede3-cbc', what, key, iv);
  const parameters = sequence([octets(salt), integer(secret.rounds)]);
  return sequence([sequence([oid(cipher === 'RC2-40' ? OID.rc2 : OID.old3Des), parameters]), octets(bytes)]);
}

function encryptAes(what: Buffer, secret: Secret): Asn1 {
  const { algorithm, key } = pbkdf2(secret, []);
  const iv = randomBytes(16);
  const scheme = sequence([oid(OID.aes256), octets(iv)]);
  const bytes = encryptBy('aes-256-cbc', what, key, iv);
  return sequence([sequence([oid(OID.pbes2), sequence([algorithm, scheme])]), octets(bytes)]);
}

function encryptBy(name: string, what: Buffer, key: Buffer, iv: Buffer): Buffer {
  const cipher = createCipheriv(name, key, iv);
  return Buffer.concat([cipher.update(what), cipher.final()]);
}

/** Node has no RC2. */
function encryptRc2(what: Buffer, key: Buffer, iv: Buffer): Buffer {
  const cipher = forge.rc2.createEncryptionCipher(key.toString('binary'), 40);
  cipher.start(iv.toString('binary'));
  cipher.update(forge.util.createBuffer(what.toString('binary')));
  cipher.finish();
  return Buffer.from(cipher.output.getBytes(), 'binary');
}

function macData(content: Buffer, secret: Secret): Asn1 {
  const salt = randomBytes(8);
  const digest = createHmac('sha1', derive(secret, salt, 3, 20))
    .update(content)
    .digest();
  const mac = sequence([sequence([oid(OID.sha1), nothing()]), octets(digest)]);
  return sequence([mac, octets(salt), integer(secret.rounds)]);
}

/** RFC 9579: what a PFX has a place for besides, it leaves alone. */
function pbmac1(content: Buffer, secret: Secret): Asn1 {
  const { algorithm, key } = pbkdf2(secret, [integer(KEY_BYTES)]);
  const digest = createHmac('sha256', key).update(content).digest();
  const parameters = sequence([algorithm, hmacSha256()]);
  const mac = sequence([sequence([oid(OID.pbmac1), parameters]), octets(digest)]);
  return sequence([mac, octets(Buffer.from('NOT USED')), integer(1)]);
}

const KEY_BYTES = 32;

/** PBKDF2 takes the password in UTF-8, PKCS#12's own derivation in UTF-16. */
function pbkdf2({ password, rounds }: Secret, keyLength: Asn1[]): { algorithm: Asn1; key: Buffer } {
  const salt = randomBytes(16);
  const parameters = sequence([octets(salt), integer(rounds), ...keyLength, hmacSha256()]);
  const key = pbkdf2Sync(password ?? '', salt, rounds, KEY_BYTES, 'sha256');
  return { algorithm: sequence([oid(OID.pbkdf2), parameters]), key };
}

function hmacSha256(): Asn1 {
  return sequence([oid(OID.hmacSha256), nothing()]);
}

function derive({ password, rounds }: Secret, salt: Buffer, purpose: 1 | 2 | 3, length: number): Buffer {
  const bytes = forge.util.createBuffer(salt.toString('binary'));
  return Buffer.from(forge.pkcs12.generateKey(password, bytes, purpose, rounds, length).getBytes(), 'binary');
}

function derOfPem(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
}
