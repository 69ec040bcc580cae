import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AskedService } from '../access/asked-service.ts';
import type { InternalTokens } from '../access/internal-tokens.ts';
import { ClientDirectory } from './client-directory.ts';

const FACTS = {
  credentialId: 'c',
  requestId: 'r',
  environment: 'HOMOLOGATION',
  requesterIdentifier: '1',
  state: 'ACTIVE',
  validUntil: '2027-01-01T00:00:00.000Z',
  certificatePem: null,
  certificateSha256: null,
};

/** As credentials answers: about a thousand at a time. */
const credentials = createServer(async (request, response) => {
  const { clientIds } = (await json(request)) as { clientIds: string[] };
  if (clientIds.length > 1_000) return response.writeHead(500).end();
  response.end(JSON.stringify({ clients: clientIds.map((clientId) => ({ ...FACTS, clientId })) }));
});
beforeAll(async () => {
  credentials.listen(0);
  await once(credentials, 'listening');
});
afterAll(() => void credentials.close());

it('looks up however many there are', async () => {
  const { port } = credentials.address() as AddressInfo;
  const tokens = { for: async () => 'token' } as unknown as InternalTokens;
  const directory = new ClientDirectory(new AskedService('credentials', `http://localhost:${port}`, tokens));
  const clientIds = Array.from({ length: 2_500 }, (_, index) => `hml-${index}`);
  expect([...(await directory.lookUp(clientIds)).keys()]).toEqual(clientIds);
  expect(await directory.lookUp([])).toEqual(new Map());
});
