import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { read } from '../document.ts';
import type { Identity } from './identity.ts';

/** Which portal, and as whom. */
export interface Login {
  url: string;
  identity: Identity;
}

/** Keeps a login where nobody but its user reads it. */
export class LoginFile {
  readonly path: string;
  private readonly folder: string;

  constructor(env: NodeJS.ProcessEnv) {
    this.folder = join(configFolder(env), 'portal-servicos');
    this.path = join(this.folder, 'login.json');
  }

  async read(): Promise<Login | undefined> {
    const content = await readFile(this.path, 'utf8').catch(() => undefined);
    try {
      return loginOf(JSON.parse(content ?? ''));
    } catch {
      return undefined;
    }
  }

  async write({ url, identity }: Login): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const fresh = `${this.path}.${process.pid}`;
    await writeFile(fresh, `${JSON.stringify({ url, ...identity })}\n`, { mode: 0o600 });
    // The mode at creation goes through the umask, and does nothing to a file that is there.
    await chmod(fresh, 0o600);
    await rename(fresh, this.path);
  }

  async forget(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

function loginOf(content: unknown): Login | undefined {
  const text = (name: string) => {
    const value = read(content, name);
    return typeof value === 'string' ? value : undefined;
  };
  const [url, token, clientId] = [text('url'), text('token'), text('clientId')];
  const [clientSecret, privateKeyFile] = [text('clientSecret'), text('privateKeyFile')];
  if (url === undefined) return undefined;
  if (token !== undefined) return { url, identity: { token } };
  if (clientId === undefined) return undefined;
  if (privateKeyFile !== undefined) return { url, identity: { clientId, privateKeyFile } };
  return clientSecret === undefined ? undefined : { url, identity: { clientId, clientSecret } };
}

/** Where programs of this user keep their settings. */
function configFolder(env: NodeJS.ProcessEnv): string {
  if (env.XDG_CONFIG_HOME) return env.XDG_CONFIG_HOME;
  if (process.platform === 'win32' && env.APPDATA) return env.APPDATA;
  return join(env.HOME ?? homedir(), '.config');
}
