import { setTimeout as delay } from 'node:timers/promises';
import { mebibytes, printTable } from '../figures.ts';
import { startBuiltPortal } from '../portal/built-portal.ts';
import { signIn } from '../portal/person.ts';
import { memoryOf, withChildren } from '../portal/process-usage.ts';

const IDLE_MS = 20_000;

/** What the whole portal holds while nobody uses it, once each part has answered something. */
export async function benchMemory(): Promise<void> {
  await using portal = await startBuiltPortal();
  await (await signIn(portal.url, 'ana')).ask('{ viewer { name } portfolios { slug } accessRequests { totalCount } }');
  await delay(IDLE_MS);
  const rows: string[][] = [];
  const total = { rss: 0, pss: 0 };
  for (const [name, pid] of Object.entries(portal.pids)) {
    const processes = await withChildren(pid);
    const memories = await Promise.all(processes.map(memoryOf));
    const sum = (figure: 'rss' | 'pss') => memories.reduce((sofar, memory) => sofar + memory[figure], 0);
    total.rss += sum('rss');
    total.pss += sum('pss');
    rows.push([name, String(processes.length), mebibytes(sum('pss')), mebibytes(sum('rss'))]);
  }
  rows.push(['all', '', mebibytes(total.pss), mebibytes(total.rss)]);
  printTable(['', 'processes', 'PSS MiB', 'RSS MiB'], rows);
}
