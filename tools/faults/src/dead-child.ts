import { type BenchPerson, signIn } from '@portal/bench/person';
import { startPortal, throwawayConfig } from '@portal/start';
import type { Trial } from './trial.ts';

/** The services and the database are killed one after the other: each comes back, and the rest goes on meanwhile. */
export async function deadChild(trial: Trial): Promise<void> {
  await using config = await throwawayConfig();
  await using portal = await startPortal(config);
  const ana = await signIn(portal.url, 'ana');
  for (const name of ['credentials', 'catalogue', 'homologation', 'database', 'identity', 'gateway']) {
    const pid = portal.pids[name] ?? 0;
    trial.say(`${name} is killed`);
    process.kill(pid, 'SIGKILL');
    if (name === 'credentials' || name === 'database') {
      trial.see('the catalogue is read meanwhile', await answers(portal.url, '{ portfolios { slug } }', trial.signal));
    }
    await trial.until(`${name} is started again`, async () => portal.pids[name] !== pid);
    await trial.until('what is signed in goes on', () => readsOwn(ana));
  }
}

async function answers(origin: string, query: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal,
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
  return Boolean(data) && !errors;
}

async function readsOwn(person: BenchPerson): Promise<boolean> {
  return person.ask('{ accessRequests { totalCount } portfolios { slug } }').then(
    () => true,
    () => false,
  );
}
