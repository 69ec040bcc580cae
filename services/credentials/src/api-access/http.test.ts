import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Caller } from '@portal/service-kit';
import { afterAll, describe, expect, test } from 'vitest';
import { hashSecret } from '../credentials/secret.ts';
import { ana } from '../testing/people.ts';
import { insertCredential } from '../testing/rows.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
// The rows of tests are of that month, and credentials run out.
service.clock.now = new Date('2026-11-24T12:00:00Z');
afterAll(() => service[Symbol.asyncDispose]());

const GATEWAY: Caller = { kind: 'anonymous' };
const SECRET = 'pds_hml_segredo-de-teste';
const { id: credentialId, clientId } = await insertCredential(service.orm, { secretHash: await hashSecret(SECRET) });

function post(path: string, body: unknown, as: Caller = GATEWAY): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return service.fetch(`/internal/clients/${path}`, { method: 'POST', headers, body: JSON.stringify(body), as });
}

describe('a client', () => {
  test('is told by its secret, with nothing of people in it', async () => {
    const response = await post('authenticate', { clientId, secret: SECRET });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ client: { clientId, credentialId, state: 'ACTIVE' } });
  });

  test.each([
    ['another secret', { clientId, secret: 'pds_hml_outro' }],
    ['an unknown client', { clientId: 'hml-0', secret: SECRET }],
    ['a client id that the database would not take', { clientId: 'hml\0', secret: SECRET }],
    ['a client id of any length', { clientId: 'h'.repeat(10_000), secret: SECRET }],
    ['no secret', { clientId }],
    ['nothing', {}],
  ])('is nobody by %s', async (_what, body) => {
    const response = await post('authenticate', body);
    expect([response.status, await response.json()]).toEqual([200, { client: null }]);
  });

  test('is looked up among many', async () => {
    const unknown = ['hml-0', 'não existe', 'hml\0', 'h'.repeat(10_000), ''];
    const response = await post('look-up', { clientIds: [...unknown, clientId] });
    expect(await response.json()).toMatchObject({ clients: [{ clientId, state: 'ACTIVE' }] });
  });

  test('is told to the gateway alone', async () => {
    expect((await post('authenticate', { clientId, secret: SECRET }, ana)).status).toBe(401);
    const response = await service.fetch('/internal/clients/look-up', { method: 'POST' });
    expect(response.status).toBe(401);
  });
});

describe('changes of clients', () => {
  test('are told as they happen, with signs of life between', async () => {
    const { response, lines } = await changes();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect((await lines.next()).value).toBe('');
    const reason = 'Chave exposta';
    const suspend = `mutation ($id: ID!, $reason: String!) {
      suspendCredential(id: $id, reason: $reason) { problems { code } }
    }`;
    const { data } = await service.ask(ana, suspend, { id: credentialId, reason });
    expect(data).toEqual({ suspendCredential: { problems: [] } });
    for await (const line of lines) {
      if (line === '') continue;
      expect(JSON.parse(line)).toEqual({ credentialId });
      return;
    }
  });

  test('are told to the gateway alone', async () => {
    expect((await service.fetch('/internal/clients/changes', { as: ana })).status).toBe(401);
    expect((await service.fetch('/internal/clients/changes')).status).toBe(401);
  });

  test('end when the service does', async () => {
    await using other = await startService();
    const { lines } = await changes(other);
    await other[Symbol.asyncDispose]();
    let last: IteratorResult<string>;
    do last = await lines.next();
    while (!last.done);
    expect(last.done).toBe(true);
  });
});

async function changes(of = service) {
  const response = await of.fetch('/internal/clients/changes', { as: GATEWAY });
  const lines = createInterface({ input: Readable.fromWeb(response.body as ReadableStream) });
  return { response, lines: lines[Symbol.asyncIterator]() };
}
