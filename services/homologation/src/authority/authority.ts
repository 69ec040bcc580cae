import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { pemBlocks, toPem } from '@portal/certificate-file/pem';

/** The portal's own authority: what it signs is good for its homologation hosts, and for nothing of ICP-Brasil. */
export interface Authority {
  certificate: X509Certificate;
  /** Its certificate, as those who call the hosts are given it. */
  pem: string;
  privateKey: KeyObject;
}

/** Who may have issued what is taken here, in PEM: the authority and those before it. */
export function trustedAuthorities({ pem }: Authority, previous: readonly string[]): string[] {
  return [pem, ...previous];
}

/** Reads an authority out of the PEM of its key and its certificate; throws, in a line that holds neither, what is wrong. */
export function readAuthority(text: string): Authority {
  const [certificate, ...more] = readAuthorityCertificates(text);
  if (!certificate || more.length > 0) throw new Error('must hold one certificate');
  const privateKey = readPrivateKey(text);
  if (!certificate.publicKey.equals(createPublicKey(privateKey))) {
    throw new Error('must hold the private key that belongs to its certificate');
  }
  if (!isKnownEverywhere(privateKey)) {
    throw new Error('must have an RSA key of 2048 to 4096 bits or one of P-256 or P-384');
  }
  if (certificate.validToDate < new Date()) throw new Error('holds a certificate that has expired');
  return { certificate, pem: toPem([certificate.raw]), privateKey };
}

/** Reads the certificates of authorities; throws, in a line, what is wrong. */
export function readAuthorityCertificates(text: string): X509Certificate[] {
  const found = pemBlocks(text).filter(({ label }) => label === 'CERTIFICATE');
  if (found.length === 0) throw new Error('must hold a certificate as PEM');
  const certificates = found.map(({ bytes }) => readCertificate(bytes));
  if (!certificates.every(({ ca }) => ca)) throw new Error('must hold the certificate of an authority (CA:TRUE)');
  return certificates;
}

/** What the TLS of old runtimes checks as well. */
function isKnownEverywhere({ asymmetricKeyType, asymmetricKeyDetails: details }: KeyObject): boolean {
  if (asymmetricKeyType === 'ec') return ['prime256v1', 'secp384r1'].includes(details?.namedCurve ?? '');
  const bits = details?.modulusLength ?? 0;
  return asymmetricKeyType === 'rsa' && bits >= 2_048 && bits <= 4_096;
}

function readCertificate(bytes: Uint8Array | undefined): X509Certificate {
  try {
    return new X509Certificate(bytes ?? '');
  } catch {
    throw new Error('holds a certificate that cannot be read');
  }
}

function readPrivateKey(text: string): KeyObject {
  const [key, ...more] = pemBlocks(text).filter(({ label }) => label.endsWith('PRIVATE KEY'));
  if (!key?.bytes || key.label !== 'PRIVATE KEY' || more.length > 0) {
    throw new Error('must hold one private key as PEM (PKCS#8, not encrypted)');
  }
  try {
    return createPrivateKey({ key: Buffer.from(key.bytes), format: 'der', type: 'pkcs8' });
  } catch {
    throw new Error('holds a private key that cannot be read');
  }
}
