import { pemBlocks, toPem } from '@portal/certificate-file/pem';
import { invalid, type Parsed, valid } from '@portal/domain';

const LABELS = ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST'];

/** More is no request: one for the largest key that is taken has less than half. */
export const LONGEST_REQUEST_FILE = 64_000;

/** Finds in a text the one certificate request that is sent, and nothing else of it; never anything where a private key is. */
export function readOwnRequest(text: string): Parsed<string> {
  if (/PRIVATE KEY/i.test(text)) {
    return invalid('Isto traz uma chave privada, e nada foi enviado. Guarde-a com você, e traga só o pedido (CSR).');
  }
  const [request, ...more] = pemBlocks(text).filter(({ label }) => LABELS.includes(label));
  if (!request?.bytes) {
    return invalid('Traga o pedido (CSR) em PEM, que começa com “-----BEGIN CERTIFICATE REQUEST-----”.');
  }
  if (more.length > 0) return invalid('Há mais de um pedido neste texto: traga um de cada vez.');
  return valid(toPem([request.bytes], 'CERTIFICATE REQUEST'));
}
