import { readdir, readFile } from 'node:fs/promises';

const TICKS_PER_SECOND = 100;

/** Bytes of memory of a process: all that it maps, and its share of what several map. */
export interface ProcessMemory {
  rss: number;
  pss: number;
}

/** What a process has in memory now, from Linux's /proc. */
export async function memoryOf(pid: number): Promise<ProcessMemory> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  return { rss: kilobytes(rollup, 'Rss'), pss: kilobytes(rollup, 'Pss') };
}

/** Its resident memory alone, which is quicker to ask. */
export async function residentMemoryOf(pid: number): Promise<number> {
  return kilobytes(await readFile(`/proc/${pid}/status`, 'utf8'), 'VmRSS');
}

/** Seconds of CPU time that a process has used, its own and the system's for it. */
export async function cpuSecondsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name may hold blanks; the fields are counted from the parenthesis that ends it.
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) / TICKS_PER_SECOND;
}

/** A process and all that it started. */
export async function withChildren(pid: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = /^\d+ \(.*\) \S (\d+)/.exec(stat)?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const below = (process: number): number[] => [
    process,
    ...[...parents].filter(([, parent]) => parent === process).flatMap(([child]) => below(child)),
  ];
  return below(pid);
}

function kilobytes(text: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? Number.NaN) * 1024;
}
