import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { startTestGateway } from '../testing/test-gateway.ts';

test('a request that offers to go on in HTTP/2, as those of Java do, is answered in HTTP/1.1', async () => {
  await using stand = await startTestGateway();
  const asking = request(`${stand.gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      connection: 'Upgrade, HTTP2-Settings',
      upgrade: 'h2c',
      'http2-settings': 'AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
    },
  });
  asking.end('{"query":"{ __typename }"}');
  const [answer] = await once(asking, 'response');
  expect([answer.statusCode, JSON.parse(await text(answer))]).toMatchObject([200, { data: { __typename: 'Query' } }]);
});
