import { setTimeout as after } from 'node:timers/promises';
import type { BenchPerson } from '@portal/bench/person';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** What a subscriber was told of a request. */
export interface Change {
  cursor: string;
  event: { action: string };
  accessRequest: { id: string };
}

const OWN = `subscription ($after: String) {
  accessRequestChanged(after: $after) { cursor event { action } accessRequest { id } }
}`;
const WAIT_MS = 50;

/** Follows one's own requests until it is over, and goes on behind the last change it had however its connection ended. */
export async function follow(
  person: BenchPerson,
  from: string,
  changes: Change[],
  wrong: string[],
  over: AbortSignal,
): Promise<void> {
  let cursor = from;
  while (!over.aborted) {
    const client = socketOf(person);
    const end = () => void client.dispose();
    over.addEventListener('abort', end, { once: true });
    try {
      const line = client.iterate<{ accessRequestChanged: Change }>({ query: OWN, variables: { after: cursor } });
      for await (const { data, errors } of line) {
        const codes = errors?.map(({ extensions }) => String(extensions?.code)) ?? [];
        if (codes.some((code) => code !== 'UNAVAILABLE')) wrong.push(`accessRequestChanged: ${JSON.stringify(errors)}`);
        if (!data) break;
        changes.push(data.accessRequestChanged);
        cursor = data.accessRequestChanged.cursor;
      }
    } catch {
      // Whatever ended it: what counts is what is told after it.
    }
    over.removeEventListener('abort', end);
    await client.dispose();
    await after(WAIT_MS);
  }
}

function socketOf({ origin, cookie }: BenchPerson) {
  return createClient({
    url: `${origin.replace('http', 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { headers: { cookie, origin } });
      }
    },
    retryAttempts: 0,
    lazyCloseTimeout: 0,
  });
}
