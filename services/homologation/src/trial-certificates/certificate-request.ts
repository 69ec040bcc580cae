import 'reflect-metadata';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { pemBlocks } from '@portal/certificate-file/pem';
import { invalid, type Parsed, valid } from '@portal/domain';

/** The most characters of a request: one for the largest key that is taken has less than half. */
export const LONGEST_REQUEST = 8_000;
const LABELS = ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST'];
const LEAST_RSA_BITS = 2_048;
const MOST_RSA_BITS = 4_096;
/** 65537, which everybody takes; smaller ones have been broken where padding was done badly. */
const LEAST_EXPONENT = 65_537n;
const CURVES = ['prime256v1', 'secp384r1'];

/**
 * Reads a certificate request (PKCS#10, RFC 2986) for the one thing that is taken from it: a public key whose private
 * half signed it. Whatever name or extension it asks for is not looked at.
 */
export async function readCertificateRequest(text: string): Promise<Parsed<KeyObject>> {
  if (text.length > LONGEST_REQUEST) {
    return invalid(`O pedido de certificado é grande demais. O limite é ${LONGEST_REQUEST} caracteres.`);
  }
  const blocks = pemBlocks(text);
  if (blocks.some(({ label }) => label.endsWith('PRIVATE KEY'))) {
    return invalid('Isto traz uma chave privada. Gere outra, guarde-a com você e envie só o pedido (CSR).');
  }
  const [block, ...more] = blocks.filter(({ label }) => LABELS.includes(label));
  if (!block || more.length > 0) {
    return invalid(
      'Envie um pedido de certificado (CSR) em PEM, que começa com “-----BEGIN CERTIFICATE REQUEST-----”.',
    );
  }
  const request = block.bytes && parse(block.bytes);
  const key = request && keyOf(request);
  if (!request || !key) return invalid('O pedido de certificado está danificado. Gere outro.');
  const wrong = keyMessage(key);
  if (wrong !== undefined) return invalid(wrong);
  // Last: it is what takes time, and no more of it than the largest key needs.
  if (!(await request.verify().catch(() => false))) {
    return invalid('O pedido não foi assinado pela chave que ele traz. Gere outro, com a chave que você vai usar.');
  }
  return valid(key);
}

function parse(bytes: Uint8Array): Pkcs10CertificateRequest | undefined {
  try {
    return new Pkcs10CertificateRequest(bytes);
  } catch {
    return undefined;
  }
}

/** Either of the two that read it throws where it does not know the algorithm or the curve. */
function keyOf(request: Pkcs10CertificateRequest): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(request.publicKey.rawData), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

function keyMessage({ asymmetricKeyType, asymmetricKeyDetails: details }: KeyObject): string | undefined {
  if (asymmetricKeyType === 'rsa') {
    const bits = details?.modulusLength ?? 0;
    if (bits < LEAST_RSA_BITS || bits > MOST_RSA_BITS) {
      return `A chave RSA do pedido tem ${bits} bits. Use de ${LEAST_RSA_BITS} a ${MOST_RSA_BITS}.`;
    }
    const sound = (details?.publicExponent ?? 0n) >= LEAST_EXPONENT;
    return sound ? undefined : 'A chave RSA do pedido tem um expoente inseguro. Gere outra, com o expoente 65537.';
  }
  if (asymmetricKeyType === 'ec' && CURVES.includes(details?.namedCurve ?? '')) return undefined;
  return 'O pedido usa um tipo de chave que não é aceito. Use RSA, de 2048 a 4096 bits, ou EC, P-256 ou P-384.';
}
