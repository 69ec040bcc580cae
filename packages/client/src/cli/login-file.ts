import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Which portal, and by which token. */
export interface Login {
  url: string;
  token: string;
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
    const text = await readFile(this.path, 'utf8').catch(() => undefined);
    try {
      const { url, token } = JSON.parse(text ?? '') as Partial<Login>;
      return typeof url === 'string' && typeof token === 'string' ? { url, token } : undefined;
    } catch {
      return undefined;
    }
  }

  async write(login: Login): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const fresh = `${this.path}.${process.pid}`;
    await writeFile(fresh, `${JSON.stringify(login)}\n`, { mode: 0o600 });
    // The mode at creation goes through the umask, and does nothing to a file that is there.
    await chmod(fresh, 0o600);
    await rename(fresh, this.path);
  }

  async forget(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

/** Where programs of this user keep their settings. */
function configFolder(env: NodeJS.ProcessEnv): string {
  if (env.XDG_CONFIG_HOME) return env.XDG_CONFIG_HOME;
  if (process.platform === 'win32' && env.APPDATA) return env.APPDATA;
  return join(env.HOME ?? homedir(), '.config');
}
