// The generator below stands on a container that needs this to be there first.
import 'reflect-metadata';
import { type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  X509Certificate as PeculiarCertificate,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Authority } from './authority.ts';

/** What a certificate is good for, and for nothing else. */
export type Purpose = 'SERVER' | 'CLIENT';

/** What a certificate says of its holder. */
export interface Subject {
  organization: string;
  unit?: string;
  commonName: string;
}

/** What is signed. */
export interface ToSign {
  subject: Subject;
  publicKey: KeyObject;
  purpose: Purpose;
  /** Names and addresses of a server. */
  hosts?: readonly string[];
  notBefore: Date;
  notAfter: Date;
}

const EXTENDED_USE = { SERVER: ExtendedKeyUsage.serverAuth, CLIENT: ExtendedKeyUsage.clientAuth };

/** Signs a certificate, with a serial number that nobody can foretell. */
export async function signCertificate(authority: Authority, asked: ToSign): Promise<X509Certificate> {
  const issuer = new PeculiarCertificate(authority.certificate.raw);
  const publicKey = spkiOf(asked.publicKey);
  const signed = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: nameOf(asked.subject),
    issuer: issuer.subjectName,
    publicKey,
    ...signingKey(authority.privateKey),
    notBefore: asked.notBefore,
    notAfter: asked.notAfter,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(usesOf(asked.publicKey), true),
      new ExtendedKeyUsageExtension([EXTENDED_USE[asked.purpose]]),
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      ...(asked.hosts ? [new SubjectAlternativeNameExtension(asked.hosts.map(hostName))] : []),
    ],
  });
  return new X509Certificate(Buffer.from(signed.rawData));
}

/** 127 bits by chance, positive and not 0. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8() & 0x7f) | 0x40);
  return bytes.toString('hex');
}

/** The standard gives each part of a name so many characters (RFC 5280, A.1). */
const LONGEST_PART = 64;

function nameOf({ organization, unit, commonName }: Subject): Name {
  const part = (text: string) => [{ utf8String: [...text].slice(0, LONGEST_PART).join('') }];
  return new Name([
    { C: [{ printableString: 'BR' }] },
    { O: part(organization) },
    ...(unit === undefined ? [] : [{ OU: part(unit) }]),
    { CN: part(commonName) },
  ]);
}

/** TLS 1.2 without forward secrecy, which some still speak, encrypts to an RSA key. */
function usesOf({ asymmetricKeyType }: KeyObject): KeyUsageFlags {
  const { digitalSignature, keyEncipherment } = KeyUsageFlags;
  return asymmetricKeyType === 'rsa' ? digitalSignature | keyEncipherment : digitalSignature;
}

function hostName(value: string): JsonGeneralName {
  return { type: isIP(value) === 0 ? 'dns' : 'ip', value };
}

function spkiOf(key: KeyObject): Buffer<ArrayBuffer> {
  return Buffer.from(key.export({ type: 'spki', format: 'der' }));
}

function signingKey(key: KeyObject) {
  const { namedCurve } = key.asymmetricKeyDetails ?? {};
  const signingAlgorithm =
    key.asymmetricKeyType === 'rsa'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : { name: 'ECDSA', namedCurve: namedCurve === 'secp384r1' ? 'P-384' : 'P-256', hash: 'SHA-256' };
  return { signingAlgorithm, signingKey: key.toCryptoKey(signingAlgorithm, false, ['sign']) };
}
