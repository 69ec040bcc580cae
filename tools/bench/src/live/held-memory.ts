import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const FOLDER = mkdtempSync(join(tmpdir(), 'portal-collected-'));
process.once('exit', () => void rm(FOLDER, { recursive: true, force: true }));

/** A process that starts with these can be asked what it holds. */
export const COLLECTS = {
  NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'collect.ts')).href}`,
  COLLECTED_IN: FOLDER,
};

/** Bytes that a process holds once its garbage is collected: objects and buffers, and what is resident of it. */
export async function heldBy(pid: number): Promise<{ held: number; resident: number }> {
  const file = join(FOLDER, `${pid}.json`);
  await rm(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (let tries = 0; tries < 200; tries++) {
    await pause(100);
    const text = await readFile(file, 'utf8').catch(() => '');
    if (!text.endsWith('}')) continue;
    const { heapUsed, external, rss } = JSON.parse(text);
    return { held: heapUsed + external, resident: rss };
  }
  throw new Error(`process ${pid} did not say what it holds`);
}
