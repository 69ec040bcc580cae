import type { MikroORM } from '@mikro-orm/postgresql';
import { clockAgrees } from '@portal/service-kit/database';
import { clocksApart } from '@portal/service-kit/serving';

const ANSWER_WITHIN_MS = 1_500;

/** What each subgraph is like, told beside readiness: `ready`, or what is the matter with it. */
export type SubgraphsSeen = Record<string, string>;

/**
 * Resolves when the gateway can do its own work: its database answers, and their clocks agree. What the subgraphs are like is
 * told and decides nothing: without one of them sign-in, the consoles and what the other answers go on.
 */
export async function checkReady(
  orm: MikroORM,
  subgraphUrls: Record<string, string>,
): Promise<{ subgraphs: SubgraphsSeen }> {
  const [subgraphs] = await Promise.all([subgraphsSeen(subgraphUrls), clockAgrees(orm)]);
  return { subgraphs };
}

/** What each is like, by its readiness. */
export async function subgraphsSeen(urls: Record<string, string>): Promise<SubgraphsSeen> {
  const seen = Object.entries(urls).map(async ([name, url]) => [name, await stateOf(url)] as const);
  return Object.fromEntries(await Promise.all(seen));
}

async function stateOf(url: string): Promise<string> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    await response.body?.cancel();
    const apart = clocksApart(response.headers.get('date') ?? undefined);
    if (apart) return `its clock is ${apart}`;
    return response.ok ? 'ready' : 'not ready';
  } catch {
    return 'does not answer';
  }
}
