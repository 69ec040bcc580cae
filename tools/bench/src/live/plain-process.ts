// A plain graphql-ws server, as its documentation writes it, over the same schema: each client's subscription is executed
// for itself, with nothing to look up, no sign-in and no limits.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

const schema = buildSchema(
  await readFile(join(import.meta.dirname, '../../../../packages/schema/api.graphql'), 'utf8'),
);
const listeners = new Set<(change: object) => void>();

async function* changes() {
  const waiting: object[] = [];
  let wake = () => {};
  const listener = (change: object) => {
    waiting.push(change);
    wake();
  };
  listeners.add(listener);
  try {
    for (;;) {
      for (let change = waiting.shift(); change; change = waiting.shift()) yield { reviewQueueChanged: change };
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    listeners.delete(listener);
  }
}

const server = createServer();
useServer(
  { schema, roots: { subscription: { reviewQueueChanged: changes } } },
  new WebSocketServer({ server, path: '/graphql' }),
);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
process.on('message', (change: object) => {
  const at = performance.timeOrigin + performance.now();
  for (const listener of listeners) listener(change);
  process.send?.(at);
});
