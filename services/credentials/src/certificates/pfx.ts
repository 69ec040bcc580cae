import { createHmac, timingSafeEqual, X509Certificate } from 'node:crypto';
import { type ContentInfo, EncryptedContentInfo, id_data, id_encryptedData } from '@peculiar/asn1-cms';
import { AuthenticatedSafe, CertBag, id_certBag, id_x509Certificate, PFX, SafeContents } from '@peculiar/asn1-pfx';
import { AsnConvert, AsnProp, AsnPropTypes, OctetString } from '@peculiar/asn1-schema';
import { decryptWithPassword, type Opening } from './password-encryption.ts';
import { UnreadablePfx, WrongPassword } from './pfx-error.ts';
import { bmpPassword, derivePkcs12Key, type Pkcs12Digest, Purpose } from './pkcs12-key.ts';
import { Rounds } from './rounds.ts';

/**
 * The certificates in a PFX (PKCS#12), in memory. Its private key is never decrypted. Written on node:crypto because
 * node-forge takes 9 s of the event loop for a file of Firefox, and fails on an accent in the password of a new one.
 * Throws UnreadablePfx or WrongPassword.
 */
export async function readPfx(bytes: Uint8Array, password: string): Promise<X509Certificate[]> {
  const { authSafe, macData } = parse(bytes, PFX);
  if (authSafe.contentType !== id_data) throw new UnreadablePfx('protected by a public key');
  const content = Buffer.from(parse(authSafe.content, OctetString).buffer);
  const opening = { password, rounds: new Rounds() };
  if (macData.mac.digest.byteLength > 0) await checkMac(macData, content, opening);
  const certificates: X509Certificate[] = [];
  const safes = parse(content, AuthenticatedSafe);
  if (safes.filter(({ contentType }) => contentType === id_encryptedData).length > MOST_ENCRYPTED) {
    throw new UnreadablePfx('too many encrypted parts');
  }
  for (const info of safes) {
    certificates.push(...certificatesIn(await openSafe(info, opening)));
  }
  return certificates;
}

/** Exporters write one. */
const MOST_ENCRYPTED = 3;

const MAC_DIGESTS: Record<string, Pkcs12Digest> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const DIGEST_LENGTHS: Record<Pkcs12Digest, number> = { sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 };

async function checkMac(
  { mac, macSalt, iterations }: PFX['macData'],
  content: Buffer,
  { password, rounds }: Opening,
): Promise<void> {
  const digest = MAC_DIGESTS[mac.digestAlgorithm.algorithm];
  if (!digest) throw new UnreadablePfx('unknown digest');
  const told = Buffer.from(mac.digest.buffer);
  // Before a key of that length is derived: all rounds are gone through for every few bytes of it.
  if (told.length !== DIGEST_LENGTHS[digest]) throw new UnreadablePfx('not a digest of its kind');
  const key = await derivePkcs12Key({
    digest,
    password: bmpPassword(password),
    salt: Buffer.from(macSalt.buffer),
    iterations: rounds.take(iterations, 1),
    purpose: Purpose.MAC,
    length: told.length,
  });
  const found = createHmac(digest, key).update(content).digest();
  if (!timingSafeEqual(found, told)) throw new WrongPassword();
}

class EncryptedData {
  @AsnProp({ type: AsnPropTypes.Integer })
  version = 0;

  @AsnProp({ type: EncryptedContentInfo })
  encryptedContentInfo = new EncryptedContentInfo();
}

async function openSafe(info: ContentInfo, opening: Opening): Promise<SafeContents> {
  if (info.contentType === id_data) return parse(parse(info.content, OctetString), SafeContents);
  if (info.contentType !== id_encryptedData) throw new UnreadablePfx('protected by a public key');
  const { contentEncryptionAlgorithm, encryptedContent } = parse(info.content, EncryptedData).encryptedContentInfo;
  const parts = encryptedContent?.constructedValue ?? [encryptedContent?.value ?? new OctetString()];
  const data = Buffer.concat(parts.map((part) => Buffer.from(part.buffer)));
  return openEncrypted(contentEncryptionAlgorithm, data, opening);
}

type Algorithm = EncryptedContentInfo['contentEncryptionAlgorithm'];

async function openEncrypted(algorithm: Algorithm, data: Buffer, opening: Opening): Promise<SafeContents> {
  try {
    return parse(await decryptWithPassword(algorithm, data, opening), SafeContents);
  } catch (error) {
    if (error instanceof UnreadablePfx && error.cause === undefined) throw error;
    // Wrong padding, or what came out is no ASN.1.
    throw new WrongPassword();
  }
}

function certificatesIn(safe: SafeContents): X509Certificate[] {
  return [...safe]
    .filter(({ bagId }) => bagId === id_certBag)
    .map(({ bagValue }) => parse(bagValue, CertBag))
    .filter(({ certId }) => certId === id_x509Certificate)
    .map(({ certValue }) => readX509(Buffer.from(parse(certValue, OctetString).buffer)));
}

function readX509(bytes: Buffer): X509Certificate {
  try {
    return new X509Certificate(bytes);
  } catch (error) {
    throw new UnreadablePfx('not a certificate', { cause: error });
  }
}

function parse<T>(bytes: Parameters<typeof AsnConvert.parse>[0] | OctetString, type: new () => T): T {
  try {
    return AsnConvert.parse(bytes instanceof OctetString ? bytes.buffer : bytes, type);
  } catch (error) {
    throw new UnreadablePfx('not the ASN.1 of a PFX', { cause: error });
  }
}
