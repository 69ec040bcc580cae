import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPostgres } from './cluster.ts';
import { freePorts } from './free-ports.ts';
import { lookAtProcess } from './look-at-process.ts';

let folder: string;
let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portal-orphan-'));
  await chmod(folder, 0o755);
  dataDir = join(folder, 'postgres');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** A process that has nothing to do with us. */
async function stranger(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', 'console.log("up"); setInterval(() => {}, 1e6)']);
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

/** A program that starts this data's PostgreSQL and is killed: the server lives on. Gives the server's process id. */
async function leaveOrphan(port: number): Promise<number> {
  const program = `
    const { startPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'cluster.ts'))});
    const { pid } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, port: ${port} });
    console.log(pid);
    setInterval(() => {}, 1e6);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  return Number(line);
}

test('a process that has the id of a PostgreSQL that is gone is left alone, and does not keep the data from being started', async () => {
  await (await startPostgres({ dataDir, port: 0 }))[Symbol.asyncDispose]();
  const other = await stranger();
  await writeFile(join(dataDir, 'postmaster.pid'), `${other.pid}\n${dataDir}\n1\n5432\n\n127.0.0.1\n`);
  {
    await using again = await startPostgres({ dataDir, port: 0 });
    expect(again.pid).not.toBe(other.pid);
  }
  expect(other.exitCode ?? other.signalCode).toBeNull();
});

test('a PostgreSQL left behind by a program that was killed is ended, and its port and data are used again', async () => {
  const [port = 0] = await freePorts(1);
  const orphan = await leaveOrphan(port);
  expect((await lookAtProcess(orphan))?.command).toContain(dataDir);
  await using next = await startPostgres({ dataDir, port });
  expect(next.pid).not.toBe(orphan);
  expect(await lookAtProcess(orphan)).toBeUndefined();
});

test('that a stranger has the id of who started it does not make an orphan somebody’s', async () => {
  const [port = 0] = await freePorts(1);
  const orphan = await leaveOrphan(port);
  const other = await stranger();
  await writeFile(`${dataDir}.starter`, String(other.pid));
  await using _next = await startPostgres({ dataDir, port });
  expect(await lookAtProcess(orphan)).toBeUndefined();
  expect(other.exitCode ?? other.signalCode).toBeNull();
  expect(await readFile(`${dataDir}.starter`, 'utf8')).toBe(String(process.pid));
});

test('a process that has ended is none, and what lives is told with its parent', async () => {
  const child = await stranger();
  expect(await lookAtProcess(child.pid ?? 0)).toMatchObject({ parent: process.pid });
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  expect(await lookAtProcess(child.pid ?? 0)).toBeUndefined();
  for (const none of [0, -1, Number.NaN, 2 ** 40]) expect(await lookAtProcess(none)).toBeUndefined();
});
