/** The private key of a system's registered certificate: PEM (PKCS#8, `BEGIN PRIVATE KEY`) or JWK; RSA, P-256, P-384 or P-521. */
export type PrivateKey = string | JsonWebKey;

/** Signs a new proof of who the client is. */
export type SignAssertion = () => Promise<string>;

/** How keys of each kind are imported and sign. RSA signs by RS256, which every holder of such keys can. */
const ALGORITHMS = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  ES384: { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  ES512: { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' },
};
type Algorithm = keyof typeof ALGORITHMS;

/** The portal takes ten minutes at most; in the middle of it, clocks may differ either way. */
const LIFETIME_SECONDS = 300;
const WRONG_KEY =
  'privateKey has to be a JWK or a PEM that begins with BEGIN PRIVATE KEY, RSA or P-256, P-384, P-521: openssl pkcs8 -topk8 -nodes -in key.pem';

/**
 * Makes proofs of `private_key_jwt` (RFC 7523 §2.2, §3), each used once. They are for `audience` alone, which has to be the
 * address that the caller knows the portal by, never one that an answer names: who answers could be another.
 */
export function assertionSigner(privateKey: PrivateKey, clientId: string, audience: string): SignAssertion {
  let imported: Promise<SigningKey> | undefined;
  return async () => {
    imported ??= importKey(privateKey);
    const { algorithm, key } = await imported;
    const iat = Math.floor(Date.now() / 1_000);
    const claims = { iss: clientId, sub: clientId, aud: audience, jti: crypto.randomUUID(), iat };
    const signed = [
      { alg: algorithm, typ: 'JWT' },
      { ...claims, exp: iat + LIFETIME_SECONDS },
    ]
      .map((part) => base64Url(new TextEncoder().encode(JSON.stringify(part))))
      .join('.');
    const signature = await crypto.subtle.sign(ALGORITHMS[algorithm], key, new TextEncoder().encode(signed));
    return `${signed}.${base64Url(new Uint8Array(signature))}`;
  };
}

interface SigningKey {
  algorithm: Algorithm;
  key: CryptoKey;
}

/** Which kind a key is of, WebCrypto tells by taking it. */
async function importKey(privateKey: PrivateKey): Promise<SigningKey> {
  const der = typeof privateKey === 'string' ? derOf(privateKey) : undefined;
  for (const algorithm of Object.keys(ALGORITHMS) as Algorithm[]) {
    const how = ALGORITHMS[algorithm];
    const key = await (der
      ? crypto.subtle.importKey('pkcs8', der, how, false, ['sign'])
      : crypto.subtle.importKey('jwk', bare(privateKey as JsonWebKey), how, false, ['sign'])
    ).catch(() => undefined);
    if (key) return { algorithm, key };
  }
  throw new TypeError(WRONG_KEY);
}

/** What a JWK says of its use stands in the way of this one. */
function bare({ alg: _alg, use: _use, key_ops: _keyOps, ext: _ext, ...key }: JsonWebKey): JsonWebKey {
  return key;
}

function derOf(pem: string): Uint8Array<ArrayBuffer> {
  const [, body] = /-----BEGIN PRIVATE KEY-----([^-]+)-----END/.exec(pem) ?? [];
  if (!body) throw new TypeError(WRONG_KEY);
  return Uint8Array.from(atob(body.replace(/\s/g, '')), (character) => character.charCodeAt(0));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
