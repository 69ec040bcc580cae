import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lookAtProcess } from '@portal/postgres';
import { ConfigError } from './config.ts';

/** What a start noted of the processes that it started. */
interface Note {
  starter: number;
  pids: Record<string, number>;
}

/** What is under way may end first, as the services let it. */
const ENDS = [
  ['SIGTERM', 15_000],
  ['SIGKILL', 5_000],
] as const;
const LOOK_AGAIN_MS = 20;

/** An argument of every service that is started, by which it is known again as this portal's. */
export function markOf(dataDir: string): string {
  return `--data-dir=${dataDir}`;
}

/** Notes the services that run, for a start after this one that may find them without their starter. */
export function noteProcesses(dataDir: string, pids: Record<string, number>): void {
  const note: Note = { starter: process.pid, pids };
  // In one go: several that become ready at once would write into each other's note.
  writeFileSync(noteFile(dataDir), JSON.stringify(note), { mode: 0o600 });
}

/** Ends services that a killed start left behind, at whose ports nobody else could listen; throws where the start lives. */
export async function endOrphans(dataDir: string): Promise<void> {
  const note = await readFile(noteFile(dataDir), 'utf8')
    .then((text) => JSON.parse(text) as Note)
    .catch(() => undefined);
  const pids = Object.values(note?.pids ?? {});
  const found = await Promise.all(pids.map((pid) => oursOf(pid, dataDir)));
  if (found.some((service) => service?.parent === note?.starter)) {
    throw new ConfigError(
      `The portal of ${dataDir} is running already (process ${note?.starter}): stop it, or set DATA_DIR.`,
    );
  }
  await Promise.all(pids.filter((_, index) => found[index]).map((pid) => end(pid, dataDir)));
}

async function end(pid: number, dataDir: string): Promise<void> {
  for (const [signal, withinMs] of ENDS) {
    const limit = performance.now() + withinMs;
    if (await oursOf(pid, dataDir)) process.kill(pid, signal);
    while (performance.now() < limit) {
      if (!(await oursOf(pid, dataDir))) return;
      await delay(LOOK_AGAIN_MS);
    }
  }
  throw new ConfigError(`Process ${pid}, left behind by a start that was killed, does not end: end it.`);
}

/** The process where it is still a service of this portal: its id may be a stranger's by now. */
async function oursOf(pid: number, dataDir: string) {
  const found = await lookAtProcess(pid);
  return found && `${found.command} `.includes(` ${markOf(dataDir)} `) ? found : undefined;
}

function noteFile(dataDir: string): string {
  return join(dataDir, 'processes.json');
}
