import WebSocket from 'ws';
import { version } from '../../package.json';
import { createPortalClient, type PortalClient } from '../portal-client.ts';
import { NotLoggedIn, UsageError } from './command.ts';
import type { Login, LoginFile } from './login-file.ts';

export const USER_AGENT = `portal-cli/${version}`;
export const VERSION = version;

/** The address that was given, that of the environment, or that of the last login. */
export function portalUrl(given: string | undefined, env: NodeJS.ProcessEnv, login: Login | undefined): string {
  const text = given ?? env.PORTAL_URL ?? login?.url;
  if (!text) throw new UsageError('Diga o endereço do portal com --url ou na variável PORTAL_URL.');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new UsageError(`Este endereço não é de um portal: ${text}`);
  return url.origin;
}

/** The portal as PORTAL_TOKEN or the last login say. A stored token is sent to the portal it was given for, and no other. */
export async function openPortal(
  given: string | undefined,
  env: NodeJS.ProcessEnv,
  logins: LoginFile,
): Promise<PortalClient> {
  const login = await logins.read();
  const url = portalUrl(given, env, login);
  const token = env.PORTAL_TOKEN?.trim() || (login?.url === url ? login.token : undefined);
  if (!token) throw new NotLoggedIn(`Você ainda não entrou em ${url}. Use "portal login" ou a variável PORTAL_TOKEN.`);
  return createPortalClient({ url, token, headers: { 'user-agent': USER_AGENT }, webSocket: WebSocket });
}
