import { createRoot, privateKeyPem } from '@portal/certificates';
import { type Authority, readAuthority } from '../authority/authority.ts';

/** The PEM that HOMOLOGATION_AUTHORITY holds, of an authority of its own. */
export async function authorityPem(options?: Parameters<typeof createRoot>[0]): Promise<string> {
  const root = await createRoot(options);
  return `${await privateKeyPem(root)}${root.pem}`;
}

/** An authority of its own. */
export async function testAuthority(options?: Parameters<typeof createRoot>[0]): Promise<Authority> {
  return readAuthority(await authorityPem(options));
}
