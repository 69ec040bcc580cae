import type { MikroORM } from '@mikro-orm/postgresql';

const ANSWER_WITHIN_MS = 1_500;

/** Resolves when the gateway can do its work: its database and both subgraphs answer. */
export async function checkReady(orm: MikroORM, subgraphUrls: string[]): Promise<void> {
  await Promise.all([orm.em.fork().execute('select 1'), ...subgraphUrls.map(answers)]);
}

async function answers(url: string): Promise<void> {
  const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`${url} is not ready (${response.status})`);
}
