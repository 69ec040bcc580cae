import WebSocket from 'ws';
import { version } from '../../package.json';
import { createPortalClient } from '../portal-client.ts';
import { RETRY_LIMITS } from '../retry.ts';
import type { Session } from './command.ts';
import { NotLoggedIn, UsageError } from './command-errors.ts';
import { type Identity, identityOf, tokenProviderOf } from './identity.ts';
import type { Login, LoginFile } from './login-file.ts';
import type { Terminal } from './terminal.ts';

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
export async function openSession(
  url: string,
  identity: Identity | undefined,
  { terminal }: Pick<Caller, 'terminal'>,
): Promise<Session> {
  const token = identity && (await tokenProviderOf(url, identity));
  const headers = { 'user-agent': USER_AGENT };
  const portal = createPortalClient({ url, token, headers, webSocket: WebSocket, fetch: tellingWaits(terminal) });
  return { url, identity, portal };
}

/** To wait for minutes without a word would look like hanging. */
function tellingWaits(terminal: Terminal): typeof fetch {
  return async (...request) => {
    const response = await fetch(...request);
    const seconds = Number(response.headers.get('retry-after'));
    if (response.status === 429 && seconds >= 1 && seconds * 1_000 <= RETRY_LIMITS.longestWait) {
      terminal.note(`O limite de consultas acabou; tentando de novo em ${seconds} s.`);
    }
    return response;
  };
}

/** Who called, from where. */
interface Caller {
  /** The address that was given on the command line. */
  given: string | undefined;
  terminal: Terminal;
  logins: LoginFile;
}

/** As the environment or the last login say. What is stored goes to the portal it was given for, and to no other. */
export async function currentSession(caller: Caller): Promise<Session> {
  const { given, terminal, logins } = caller;
  const { env } = terminal.streams;
  const login = await logins.read();
  const url = portalUrl(given, env, login);
  return openSession(url, identityOf(env) ?? (login?.url === url ? login.identity : undefined), caller);
}

/** The same, but never as nobody. */
export async function identifiedSession(caller: Caller): Promise<Session> {
  const session = await currentSession(caller);
  if (session.identity) return session;
  throw new NotLoggedIn(`Você ainda não entrou em ${session.url}. Use "portal login" ou a variável PORTAL_TOKEN.`);
}
