import { ACCESS_REQUEST_STATE_LABELS, type AccessRequestState } from '@portal/domain';
import type { Month } from './month.ts';

/** What a run did, in a few lines. */
export function summarise({ legs, credentials }: Month): string {
  const touched = legs.filter((leg) => leg.touched).length;
  const there = legs.length - touched;
  return [
    `  ${legs.length} requests: ${touched} made or gone on with${there > 0 ? `, ${there} were there already` : ''}.`,
    `  Homologação: ${states(legs.filter(({ name }) => name === 'homologation'))}`,
    `  Produção: ${states(legs.filter(({ name }) => name !== 'homologation'))}`,
    `  ${legs.filter(({ request }) => request.credential).length} credentials, ${credentials.size} of them in use.`,
  ].join('\n');
}

function states(legs: Month['legs']): string {
  const counts = Map.groupBy(legs, ({ request }) => request.state as AccessRequestState);
  return [...counts].map(([state, { length }]) => `${length} ${ACCESS_REQUEST_STATE_LABELS[state].label}`).join(', ');
}
