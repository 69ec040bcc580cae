import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lookAtProcess } from './look-at-process.ts';

/** A fast shutdown; where it hangs, an immediate one, from which the next start recovers. */
const ENDS = [
  ['SIGINT', 30_000],
  ['SIGQUIT', 10_000],
] as const;
const LOOK_AGAIN_MS = 20;

/**
 * A PostgreSQL left behind by a program that was killed is stopped; one whose starter lives is somebody's. What the
 * lock file names and is no PostgreSQL of this data is a stranger, who got the id since: it is left alone.
 */
export async function endOrphan(dataDir: string): Promise<void> {
  const lockFile = join(dataDir, 'postmaster.pid');
  const pid = Number((await readFile(lockFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid) return;
  const found = await lookAtProcess(pid);
  if (!found || !isPostgresOn(found.command, dataDir)) {
    // PostgreSQL, which looks no closer, would take a living stranger for itself.
    await rm(lockFile, { force: true });
    return;
  }
  // An orphan's parent is whoever took it over: never its starter, nor a stranger with that one's id.
  const starter = Number(await readFile(starterFile(dataDir), 'utf8').catch(() => ''));
  if (found.parent === starter) {
    throw new Error(
      `The data in ${dataDir} is in use by another running portal (process ${starter}). Stop it, or set DATA_DIR.`,
    );
  }
  await end(pid, dataDir);
}

/** Notes that this process starts the PostgreSQL of that data. */
export async function noteStarter(dataDir: string): Promise<void> {
  await writeFile(starterFile(dataDir), String(process.pid));
}

/** Its PostgreSQL has ended. */
export async function forgetStarter(dataDir: string): Promise<void> {
  await rm(starterFile(dataDir), { force: true });
}

async function end(pid: number, dataDir: string): Promise<void> {
  for (const [signal, withinMs] of ENDS) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    const limit = performance.now() + withinMs;
    while (performance.now() < limit) {
      const found = await lookAtProcess(pid);
      if (!found || !isPostgresOn(found.command, dataDir)) return;
      await delay(LOOK_AGAIN_MS);
    }
  }
  throw new Error(
    `The PostgreSQL of ${dataDir} (process ${pid}), left by a start that was killed, does not end: end it.`,
  );
}

function isPostgresOn(command: string, dataDir: string): boolean {
  return /^\S*postgres(\.exe)?"? /.test(command) && `${command} `.includes(` -D ${dataDir} `);
}

/** Beside the data, for PostgreSQL owns what is inside. */
function starterFile(dataDir: string): string {
  return `${dataDir}.starter`;
}
