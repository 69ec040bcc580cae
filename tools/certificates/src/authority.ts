// The generator below stands on a container that needs this to be there first.
import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { algorithmOf, generateKey, type KeyKind, type KeyPair } from './key.ts';

/** Who issues certificates: a root, or an authority below one. */
export interface Authority {
  /** Its certificate. */
  pem: string;
  /** The authorities between it and the root, itself included, the root left out: what a PFX brings along. */
  chainPem: string[];
  /** Its name, as certificates that it issues carry it. */
  name: string;
  certificate: X509Certificate;
  keys: KeyPair;
  keyKind: KeyKind;
}

/** From when until when. */
export interface Validity {
  notBefore?: Date;
  notAfter?: Date;
}

/** What may be said of an authority. */
export interface AuthorityOptions extends Validity {
  name?: string;
  key?: KeyKind;
  /** Keys that there are already, of that kind: the same authority, certified once more. */
  keys?: KeyPair;
  /** So many authorities may stand one below the other beneath it. */
  mostBelow?: number;
}

const CERTIFICATES_AND_LISTS = KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;

/** A root like that of ICP-Brasil, signed by itself; good for ten years unless told. */
export async function createRoot(options: AuthorityOptions = {}): Promise<Authority> {
  const { name = 'C=BR, O=ICP-Brasil de Teste, CN=Autoridade Certificadora Raiz de Teste', key = 'RSA-2048' } = options;
  const keys = options.keys ?? (await generateKey(key));
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name,
    keys,
    signingAlgorithm: algorithmOf(key),
    extensions: await authorityExtensions(keys, options.mostBelow),
    ...validity(options, 10),
  });
  return { pem: pemOf(certificate), chainPem: [], name, certificate, keys, keyKind: key };
}

/** An authority below another one; good for five years unless told. */
export async function createIntermediate(above: Authority, options: AuthorityOptions = {}): Promise<Authority> {
  const { name = 'C=BR, O=ICP-Brasil de Teste, CN=AC Intermediária de Teste', key = 'RSA-2048' } = options;
  const keys = options.keys ?? (await generateKey(key));
  const extensions = await authorityExtensions(keys, options.mostBelow);
  const certificate = await sign(above, { name, keys, extensions, ...validity(options, 5) });
  const pem = pemOf(certificate);
  return { pem, chainPem: [pem, ...above.chainPem], name, certificate, keys, keyKind: key };
}

interface ToSign extends Required<Validity> {
  name: string;
  keys: KeyPair;
  extensions: Extension[];
}

/** Signs a certificate for somebody's public key. */
export async function sign(
  authority: Authority,
  { name, keys, extensions, ...dates }: ToSign,
): Promise<X509Certificate> {
  return X509CertificateGenerator.create({
    subject: name,
    issuer: authority.certificate.subjectName,
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    signingAlgorithm: algorithmOf(authority.keyKind),
    extensions: [...extensions, await AuthorityKeyIdentifierExtension.create(authority.keys.publicKey)],
    ...dates,
  });
}

/** From yesterday on, for so many years, unless told. */
export function validity({ notBefore, notAfter }: Validity, years: number): Required<Validity> {
  const from = notBefore ?? new Date(Date.now() - 86_400_000);
  const until = new Date(from);
  until.setFullYear(from.getFullYear() + years);
  return { notBefore: from, notAfter: notAfter ?? until };
}

/** A certificate as PEM, ended by a line break. */
export function pemOf(certificate: X509Certificate): string {
  return `${certificate.toString('pem').trim()}\n`;
}

async function authorityExtensions(keys: KeyPair, mostBelow?: number): Promise<Extension[]> {
  return [
    new BasicConstraintsExtension(true, mostBelow, true),
    new KeyUsagesExtension(CERTIFICATES_AND_LISTS, true),
    await SubjectKeyIdentifierExtension.create(keys.publicKey),
  ];
}
