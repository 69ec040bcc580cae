import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Account, isReachableByOthers, postgresAccount } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { freePorts } from './free-ports.ts';
import { endOrphan, forgetStarter, noteStarter } from './orphan.ts';

const run = promisify(execFile);

/** Where root keeps what the account `postgres` must reach when the project lies in a folder that it cannot enter. */
const SHARED_PLACE = '/var/lib/portal-de-servicos';
const LOG_LINES_KEPT = 30;
/** What was written since the last checkpoint is read again after a crash. */
const READY_WITHIN_MS = 600_000;
/** A fast shutdown, an immediate one, an end. */
const ENDS = [
  ['SIGINT', 30_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 5_000],
] as const;

export interface PostgresOptions {
  /** The folder of the data; made at the first start. */
  dataDir: string;
  /** A TCP port on 127.0.0.1; 0 takes a free one. */
  port: number;
  /** Settings of postgresql.conf, as `-c name=value`. */
  settings?: Record<string, string>;
}

/** A running PostgreSQL of our own. Disposing it stops it and keeps its data. */
export interface Postgres extends AsyncDisposable {
  /** Connection string of the superuser, to the database `postgres`. */
  url: string;
  port: number;
  /** Where the data really is: not `options.dataDir` when root had to move it to a place that PostgreSQL can reach. */
  dataDir: string;
  pid: number;
  /** Resolves with the last lines of its log when it ends, asked to or not. */
  ended: Promise<string>;
}

/** Where a cluster lies. */
export interface ClusterPlace {
  path: string;
  passwordFile: string;
  account: Account | undefined;
}

/** Boots the embedded PostgreSQL on 127.0.0.1, making its data folder when there is none. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const account = await postgresAccount();
  const binaries = await reachableBinaries(await findBinaries(), account);
  const dataDir = await reachableDataDir(resolve(options.dataDir), account);
  await endOrphan(dataDir);
  const password = await initialise(binaries, dataDir, account);
  const [free] = options.port === 0 ? await freePorts(1) : [];
  const port = free ?? options.port;
  return launch({ binaries, dataDir, account, port, password, settings: options.settings ?? {} });
}

/** Where a cluster of this data folder lies or would lie, with its password beside it, and the account that owns it; ours where undefined. */
export async function clusterPlace(dataDir: string): Promise<ClusterPlace> {
  const account = await postgresAccount();
  const path = await reachableDataDir(resolve(dataDir), account);
  return { path, passwordFile: passwordFileOf(path), account };
}

/** The major version of the embedded PostgreSQL, of which its data depends: `18`. */
export async function postgresVersion(): Promise<string> {
  const { postgres } = await findBinaries();
  await makeExecutable(postgres);
  const { stdout } = await run(postgres, ['--version']);
  return /(\d+)\./.exec(stdout)?.[1] ?? stdout;
}

/** The connection string of an embedded PostgreSQL that another process runs; undefined where there is no such data. */
export async function runningPostgresUrl(dataDir: string, port: number): Promise<string | undefined> {
  const { passwordFile } = await clusterPlace(dataDir);
  const password = await readFile(passwordFile, 'utf8').catch(() => undefined);
  return password && urlOf(password.trim(), port);
}

function passwordFileOf(path: string): string {
  return `${path}.password`;
}

function urlOf(password: string, port: number): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** A copy of the programs where the lent account can run them, when it cannot enter the folder of the project. */
async function reachableBinaries(binaries: Binaries, account: Account | undefined): Promise<Binaries> {
  if (!account || (await isReachableByOthers(binaries.postgres))) return binaries;
  const version = createHash('sha256').update(binaries.root).digest('hex').slice(0, 12);
  const copy = join(SHARED_PLACE, `programs-${version}`);
  if (!(await exists(copy))) {
    const partial = `${copy}.${process.pid}`;
    await mkdir(SHARED_PLACE, { recursive: true, mode: 0o755 });
    await cp(binaries.root, partial, { recursive: true, verbatimSymlinks: true });
    await rename(partial, copy).catch(() => rm(partial, { recursive: true, force: true }));
  }
  return { root: copy, initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

async function reachableDataDir(wanted: string, account: Account | undefined): Promise<string> {
  if (!account || (await isReachableByOthers(resolve(wanted, '..')))) return wanted;
  return join(SHARED_PLACE, `data-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`);
}

async function initialise(binaries: Binaries, dataDir: string, account: Account | undefined): Promise<string> {
  const passwordFile = passwordFileOf(dataDir);
  if (await exists(join(dataDir, 'PG_VERSION'))) return (await readFile(passwordFile, 'utf8')).trim();
  // What an interrupted initdb left is of no use, and initdb refuses a folder that is not empty.
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(resolve(dataDir, '..'), { recursive: true });
  await mkdir(dataDir, { mode: 0o700 });
  const password = randomBytes(18).toString('base64url');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) {
    await chown(dataDir, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  for (const program of [binaries.initdb, binaries.postgres]) await makeExecutable(program);
  await run(
    binaries.initdb,
    [
      `--pgdata=${dataDir}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-sync',
    ],
    { ...account, cwd: dataDir },
  );
  return password;
}

async function makeExecutable(program: string): Promise<void> {
  const { mode } = await stat(program);
  if ((mode & 0o111) !== 0o111) await chmod(program, mode | 0o111);
}

interface Launch {
  binaries: Binaries;
  dataDir: string;
  account: Account | undefined;
  port: number;
  password: string;
  settings: Record<string, string>;
}

async function launch({ binaries, dataDir, account, port, password, settings }: Launch): Promise<Postgres> {
  const flags = Object.entries({ listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings });
  await noteStarter(dataDir);
  const child = spawn(
    binaries.postgres,
    ['-D', dataDir, '-p', String(port), ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // A group of its own: Ctrl-C reaches the starter, which stops the services before their database.
    { ...account, cwd: dataDir, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const log: string[] = [];
  const ended = new Promise<string>((done) => child.once('close', () => done(log.join('\n'))));
  await ready(child, log, port);
  return {
    url: urlOf(password, port),
    port,
    dataDir,
    pid: child.pid ?? 0,
    ended,
    async [Symbol.asyncDispose]() {
      for (const [signal, withinMs] of ENDS) {
        if (child.exitCode !== null || child.signalCode !== null) break;
        child.kill(signal);
        await Promise.race([ended, delay(withinMs, undefined, { ref: false })]);
      }
      await forgetStarter(dataDir);
    },
  };
}

function ready(child: ChildProcess, log: string[], port: number): Promise<void> {
  return new Promise((answer, reject) => {
    const late = setTimeout(() => {
      reject(new Error(`PostgreSQL was not ready within ${READY_WITHIN_MS / 60_000} minutes:\n${log.join('\n')}`));
      child.kill('SIGINT');
    }, READY_WITHIN_MS);
    const resolveReady = () => {
      clearTimeout(late);
      answer();
    };
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log.push(...text.trimEnd().split('\n'));
      log.splice(0, log.length - LOG_LINES_KEPT);
      if (text.includes('ready to accept connections')) resolveReady();
    });
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(late);
      const taken = log.some((line) => line.includes('could not bind'));
      reject(
        new Error(
          taken
            ? `Port ${port} of the database is taken: set DATABASE_PORT.`
            : `PostgreSQL did not start:\n${log.join('\n')}`,
        ),
      );
    });
  });
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
