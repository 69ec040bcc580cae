import { build, type Portal, startThrowawayPortal } from '@portal/start';

/** A benchmark's crowd is a few people, with the open pages of many. */
const OF_A_CROWD = { SOCKETS_PER_CALLER: '1000', SUBSCRIPTIONS_PER_CALLER: '1000' };

/** A whole portal for one benchmark, of the services as they are written now. */
export async function startBuiltPortal(environment: Record<string, string> = {}): Promise<Portal> {
  await build('build:services');
  return startThrowawayPortal({ ...process.env, ...OF_A_CROWD, ...environment });
}
