import { randomBytes } from 'node:crypto';

/** So that one that takes another's place is told from it. */
const NAME = 'C=BR, O=Portal de Servicos, OU=NAO E ICP-BRASIL, CN=Autoridade de Homologacao do Portal de Servicos';

/** A new authority of the homologation environment, good for ten years: its key, RSA of 2048 bits, and its certificate, in PEM. */
export async function makeAuthority(): Promise<string> {
  // Only here: what makes certificates takes a while to load, and most starts make none.
  const { createRoot, privateKeyPem } = await import('@portal/certificates');
  const authority = await createRoot({ name: `${NAME} ${randomBytes(3).toString('hex')}` });
  return `${await privateKeyPem(authority)}${authority.pem}`;
}
