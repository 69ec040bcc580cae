import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import { askForToken } from './machine.ts';
import { type Person, portalUrl } from './person.ts';

const PACKAGE = resolve(import.meta.dirname, '../../packages/client');

/** How a program ended. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A program that runs. */
export interface Running {
  process: ChildProcessByStdio<Writable, Readable, Readable>;
  /** What it wrote to stderr so far. */
  said(): string;
  /** What it wrote to stdout so far. */
  wrote(): string;
  ended: Promise<Ended>;
}

/** Where the portal serves the client. */
export const clientAddress = () => `${portalUrl()}/client.tgz`;

/** A folder in which the client is installed as the portal serves it, its user's home beside it. */
export class InstalledClient implements AsyncDisposable {
  private constructor(readonly folder: string) {}

  static async install(): Promise<InstalledClient> {
    const client = new InstalledClient(await mkdtemp(join(tmpdir(), 'portal-client-')));
    const place = client.path('node_modules/@portal-servicos/client');
    await mkdir(place, { recursive: true });
    const archive = await client.file('client.tgz', await (await fetch(clientAddress())).blob());
    await promisify(execFile)('tar', ['-xzf', archive, '-C', place, '--strip-components=1']);
    await mkdir(client.path('node_modules/@types'));
    await symlink(join(PACKAGE, 'node_modules/@types/node'), client.path('node_modules/@types/node'));
    return client;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Starts one of the folder's programs. */
  start(program: string, args: string[], env: Record<string, string> = {}): Running {
    const { PATH = '' } = process.env;
    const home = { PATH, HOME: this.folder, XDG_CONFIG_HOME: this.path('config') };
    const child = spawn(process.execPath, [this.path(program), ...args], {
      cwd: this.folder,
      env: { ...home, ...env },
      stdio: 'pipe',
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    const ended = new Promise<Ended>((done) => child.once('close', (code) => done({ code, stdout, stderr })));
    return { process: child, said: () => stderr, wrote: () => stdout, ended };
  }

  /** The command line, from beginning to end. */
  portal(args: string[], { env, input = '' }: { env?: Record<string, string>; input?: string } = {}): Promise<Ended> {
    const running = this.startPortal(args, env);
    running.process.stdin.end(input);
    return running.ended;
  }

  startPortal(args: string[], env?: Record<string, string>): Running {
    return this.start('node_modules/@portal-servicos/client/dist/portal.js', args, env);
  }

  /** A file that a command line may name. */
  async file(name: string, content: Blob | string): Promise<string> {
    const path = this.path(name);
    await writeFile(path, typeof content === 'string' ? content : await content.bytes());
    return path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Who is signed in on the command line: a person's token with the scopes that it needs. */
export async function tokenFor(person: Person): Promise<string> {
  const scopes = ['catalogue', 'requests', 'credentials'].map((what) => `${what}:read`);
  const all = [...scopes, 'requests:write', 'credentials:write', 'webhooks:write'];
  return (await askForToken(person, { name: 'Linha de comando', scopes: all })).token ?? '';
}

/** The examples of the package's README, by their names. */
export async function readmeExamples(): Promise<Map<string, string>> {
  const readme = await readFile(join(PACKAGE, 'README.md'), 'utf8');
  const blocks = readme.matchAll(/^```ts example=(\w+)\n(.*?)^```$/gms);
  return new Map([...blocks].map(([, name = '', code = '']) => [name, code]));
}
