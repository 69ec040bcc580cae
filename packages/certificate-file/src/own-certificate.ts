import * as asn1js from 'asn1js';
import {
  Attribute,
  AuthenticatedSafe,
  CertBag,
  Certificate,
  CertificationRequest,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  SafeBag,
  SafeContents,
} from 'pkijs';
import { pemBlocks, toPem } from './pem.ts';

/** A key that was made here, and the request that goes out for it. */
export interface OwnKey {
  /** PKCS#8, in DER: it stays where it was made. */
  privateKey: ArrayBuffer;
  /** PKCS#10 as PEM: the public half, signed by the private one. */
  request: string;
}

/** RSA, which every program takes that integrators sign in with. */
const KEY = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2_048,
  publicExponent: new Uint8Array([1, 0, 1]),
};

/** Makes a key, and a request for a certificate that names nobody: who draws the certificate says whose it is. */
export async function makeOwnKey(): Promise<OwnKey> {
  const keys = await crypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
  const request = new CertificationRequest();
  await request.subjectPublicKeyInfo.importKey(keys.publicKey);
  await request.sign(keys.privateKey, KEY.hash);
  return {
    privateKey: await crypto.subtle.exportKey('pkcs8', keys.privateKey),
    request: toPem([new Uint8Array(request.toSchema().toBER())], 'CERTIFICATE REQUEST'),
  };
}

/** What a file with a key is made of. */
export interface OwnCertificate {
  /** PKCS#8, in DER. */
  privateKey: ArrayBuffer;
  /** PEM: the certificate, and then the authorities above it. */
  certificates: string;
}

/** Key and certificates as one text in PEM, as curl and OpenSSL take it. */
export function toKeyPem({ privateKey, certificates }: OwnCertificate): string {
  return `${toPem([new Uint8Array(privateKey)], 'PRIVATE KEY')}${certificates}`;
}

/** What a PFX is made with. */
export interface PfxMaking extends OwnCertificate {
  /** Printable ASCII: programs do not agree on how to write anything else. */
  password: string;
  /** How programs list it. */
  name: string;
}

/** What Java and OpenSSL ask for by themselves; our passwords are drawn, so more of it would bring nothing. */
const ROUNDS = 10_000;
const SHA_256 = 'SHA-256';

const KEY_BAG = '1.2.840.113549.1.12.10.1.2';
const CERTIFICATE_BAG = '1.2.840.113549.1.12.10.1.3';
const FRIENDLY_NAME = '1.2.840.113549.1.9.20';
const LOCAL_KEY_ID = '1.2.840.113549.1.9.21';

/** How a PFX and its parts are protected, in the library's numbers: the key's bag is encrypted by itself. */
const MAC_BY_PASSWORD = 0;
const NOT_ENCRYPTED = 0;
const BY_PASSWORD = 1;

/**
 * A PFX (PKCS#12, RFC 7292) of key and certificates, under AES-256 by PBKDF2 with SHA-256, which Java 8u301, OpenSSL 1.1 and
 * Windows Server 2019 read, and everything after them.
 */
export async function toPfx({ privateKey, certificates, password, name }: PfxMaking): Promise<Uint8Array<ArrayBuffer>> {
  const secret = new TextEncoder().encode(password).buffer;
  const protection = {
    password: secret,
    // The library draws one itself for each part; its types ask for it all the same.
    contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256, iv: crypto.getRandomValues(new Uint8Array(16)) },
    hmacHashAlgorithm: SHA_256,
    iterationCount: ROUNDS,
  };
  // The two find each other by it.
  const belong = attributesOf(name, crypto.getRandomValues(new Uint8Array(20)).buffer);
  const key = new PKCS8ShroudedKeyBag({ parsedValue: PrivateKeyInfo.fromBER(privateKey) });
  await key.makeInternalValues(protection);
  const keys = [new SafeBag({ bagId: KEY_BAG, bagValue: key, bagAttributes: belong })];
  const bags = dersOf(certificates).map((der, index) => {
    const bagValue = new CertBag({ parsedValue: Certificate.fromBER(der) });
    return new SafeBag({ bagId: CERTIFICATE_BAG, bagValue, ...(index === 0 && { bagAttributes: belong }) });
  });
  const authenticatedSafe = new AuthenticatedSafe({
    parsedValue: {
      safeContents: [
        { privacyMode: NOT_ENCRYPTED, value: new SafeContents({ safeBags: keys }) },
        { privacyMode: BY_PASSWORD, value: new SafeContents({ safeBags: bags }) },
      ],
    },
  });
  await authenticatedSafe.makeInternalValues({ safeContents: [{}, protection] });
  const pfx = new PFX({ parsedValue: { integrityMode: MAC_BY_PASSWORD, authenticatedSafe } });
  await pfx.makeInternalValues({
    password: secret,
    iterations: ROUNDS,
    pbkdf2HashAlgorithm: SHA_256,
    hmacHashAlgorithm: SHA_256,
  });
  return new Uint8Array(pfx.toSchema().toBER());
}

function attributesOf(name: string, id: ArrayBuffer): Attribute[] {
  return [
    new Attribute({ type: FRIENDLY_NAME, values: [new asn1js.BmpString({ value: name })] }),
    new Attribute({ type: LOCAL_KEY_ID, values: [new asn1js.OctetString({ valueHex: id })] }),
  ];
}

function dersOf(pem: string): Uint8Array<ArrayBuffer>[] {
  return pemBlocks(pem).flatMap(({ bytes }) => (bytes ? [new Uint8Array(bytes)] : []));
}

/** Without those that look alike: some are typed from a screen. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const PASSWORD_LENGTH = 20;

/** A password for a PFX, drawn by chance: more than 110 bits, letters and digits alone, so that no shell minds it. */
export function drawPassword(): string {
  const letters: string[] = [];
  while (letters.length < PASSWORD_LENGTH) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    // As likely as any other.
    const letter = LETTERS[byte % 64];
    if (letter !== undefined) letters.push(letter);
  }
  return letters.join('');
}
