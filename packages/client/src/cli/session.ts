import WebSocket from 'ws';
import { version } from '../../package.json';
import { createPortalClient } from '../portal-client.ts';
import { NotLoggedIn, type Session, UsageError } from './command.ts';
import { type Identity, identityOf, tokenProviderOf } from './identity.ts';
import type { Login, LoginFile } from './login-file.ts';

const USER_AGENT = `portal-cli/${version}`;
export const VERSION = version;

/** The address that was given, that of the environment, or that of the last login. */
export function portalUrl(given: string | undefined, env: NodeJS.ProcessEnv, login: Login | undefined): string {
  const text = given ?? env.PORTAL_URL ?? login?.url;
  if (!text) throw new UsageError('Diga o endereço do portal com --url ou na variável PORTAL_URL.');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new UsageError(`Este endereço não é de um portal: ${text}`);
  return url.origin;
}

/** The portal at an address, asked by somebody or by nobody. */
export async function openSession(url: string, identity: Identity | undefined): Promise<Session> {
  const token = identity && (await tokenProviderOf(url, identity));
  const headers = { 'user-agent': USER_AGENT };
  return { url, identity, portal: createPortalClient({ url, token, headers, webSocket: WebSocket }) };
}

/** As the environment or the last login say. What is stored goes to the portal it was given for, and to no other. */
export async function currentSession(
  given: string | undefined,
  env: NodeJS.ProcessEnv,
  logins: LoginFile,
): Promise<Session> {
  const login = await logins.read();
  const url = portalUrl(given, env, login);
  return openSession(url, identityOf(env) ?? (login?.url === url ? login.identity : undefined));
}

/** The same, but never as nobody. */
export async function identifiedSession(...where: Parameters<typeof currentSession>): Promise<Session> {
  const session = await currentSession(...where);
  if (session.identity) return session;
  throw new NotLoggedIn(`Você ainda não entrou em ${session.url}. Use "portal login" ou a variável PORTAL_TOKEN.`);
}
