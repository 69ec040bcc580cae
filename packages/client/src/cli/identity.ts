import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { clientCredentials, type TokenProvider } from '../tokens.ts';
import { NotFound, UsageError } from './command-errors.ts';

/** Who asks: a person by a token, or a system by its credential's secret or its certificate's key, which stays in its file. */
export type Identity =
  | { token: string }
  | { clientId: string; clientSecret: string }
  | { clientId: string; privateKeyFile: string };

const WRONG_KEY = [
  'não é uma chave privada em PEM, sem senha, RSA ou de curva elíptica.',
  'De um certificado A1: openssl pkcs12 -in certificado.pfx -nocerts -nodes -out chave.pem',
].join(' ');

/** Who the environment says; a token goes before a credential. */
export function identityOf(env: NodeJS.ProcessEnv): Identity | undefined {
  const given = (name: string) => env[name]?.trim() || undefined;
  const token = given('PORTAL_TOKEN');
  if (token !== undefined) return { token };
  const clientId = given('PORTAL_CLIENT_ID');
  if (clientId === undefined) return undefined;
  const privateKeyFile = given('PORTAL_PRIVATE_KEY_FILE');
  if (privateKeyFile !== undefined) return { clientId, privateKeyFile };
  const clientSecret = given('PORTAL_CLIENT_SECRET');
  if (clientSecret !== undefined) return { clientId, clientSecret };
  throw new UsageError('Com PORTAL_CLIENT_ID, defina também PORTAL_CLIENT_SECRET ou PORTAL_PRIVATE_KEY_FILE.');
}

/** What the client asks with. */
export async function tokenProviderOf(url: string, identity: Identity): Promise<string | TokenProvider> {
  if ('token' in identity) return identity.token;
  const { clientId } = identity;
  return 'clientSecret' in identity
    ? clientCredentials({ url, clientId, clientSecret: identity.clientSecret })
    : clientCredentials({ url, clientId, privateKey: await readPrivateKey(identity.privateKeyFile) });
}

/** A private key in any PEM that OpenSSL writes, as the client takes it. */
async function readPrivateKey(path: string): Promise<string> {
  const pem = await readFile(path).catch((cause: unknown) => {
    throw new NotFound(`O arquivo ${path} não pôde ser lido.`, { cause });
  });
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'ec') {
      return key.export({ type: 'pkcs8', format: 'pem' }).toString();
    }
  } catch {
    // Told below: what OpenSSL says of it helps nobody.
  }
  throw new UsageError(`${path} ${WRONG_KEY}`);
}
