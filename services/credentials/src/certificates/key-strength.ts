import type { KeyObject, X509Certificate } from 'node:crypto';

const LEAST_RSA_BITS = 2048;
const LEAST_EC_BITS = 256;

/** Why a certificate's key is too weak; undefined when it is strong enough. */
export function keyMessage(certificate: X509Certificate): string | undefined {
  const publicKey = readKey(certificate);
  switch (publicKey?.asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss': {
      const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
      return bits < LEAST_RSA_BITS ? weak('RSA', bits, LEAST_RSA_BITS) : undefined;
    }
    case 'ec': {
      const bits = curveBits(publicKey);
      return bits < LEAST_EC_BITS ? weak('EC', bits, LEAST_EC_BITS) : undefined;
    }
    case 'ed25519':
    case 'ed448':
      return undefined;
    default:
      return 'O certificado usa um tipo de chave que não é aceito. Use RSA ou EC.';
  }
}

/** Node throws where it does not know the algorithm or the curve. */
function readKey(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    return undefined;
  }
}

/** Curves carry their size in their name: prime256v1, secp384r1, brainpoolP256r1. */
function curveBits(key: KeyObject): number {
  return Number(/\d{3}/.exec(key.asymmetricKeyDetails?.namedCurve ?? '')?.[0] ?? 0);
}

function weak(kind: string, bits: number, least: number): string {
  return `A chave ${kind} do certificado tem ${bits} bits. O mínimo é ${least}.`;
}
