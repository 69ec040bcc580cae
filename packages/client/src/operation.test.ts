import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AccessRequestsDocument, PortfoliosDocument, ServicesDocument } from './gql/graphql.ts';
import { createPortalClient } from './portal-client.ts';
import { PortalStub } from './testing/portal-stub.ts';

let stub: PortalStub;
beforeEach(async () => {
  stub = await PortalStub.start();
  stub.root.portfolios = [];
  stub.root.services = { totalCount: 0, edges: [], pageInfo: { hasNextPage: false } };
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await stub[Symbol.asyncDispose]();
});

/** Method and parameters of what came. */
const asked = () =>
  stub.received.map(({ path, body }) => {
    const { searchParams } = new URL(path, stub.url);
    return body ? 'POST' : [...searchParams.keys()].join(' ');
  });

test('what everybody may read goes by GET and its hash, and with its text where the portal does not know it', async () => {
  const portal = createPortalClient({ url: stub.url });
  expect(await portal.request(PortfoliosDocument)).toEqual({ portfolios: [] });
  expect(await portal.request(PortfoliosDocument)).toEqual({ portfolios: [] });
  await portal.request(ServicesDocument, { filter: { text: 'vacina' } });
  const withText = 'query variables extensions';
  expect(asked()).toEqual(['extensions', 'query extensions', 'extensions', 'variables extensions', withText]);
  const { searchParams } = new URL(stub.received[0]?.path ?? '', stub.url);
  expect(JSON.parse(searchParams.get('extensions') ?? '').persistedQuery).toEqual({
    version: 1,
    sha256Hash: createHash('sha256').update(PortfoliosDocument.toString()).digest('hex'),
  });
});

test('what is of somebody never stands in an address', async () => {
  await createPortalClient({ url: stub.url, token: 'pds_token' }).request(PortfoliosDocument);
  // A page of the portal itself, which has a session's cookie.
  vi.stubGlobal('location', new URL(stub.url));
  await createPortalClient({ url: stub.url })
    .request(AccessRequestsDocument)
    .catch(() => {});
  expect(asked()).toEqual(['POST', 'POST']);
});

test('a text too long for an address is posted', async () => {
  const long = `{ ${Array.from({ length: 400 }, (_, at) => `portfolios_${at}: portfolios { slug }`).join(' ')} }`;
  await createPortalClient({ url: stub.url }).request(long);
  expect(asked()).toEqual(['POST']);
});

test('where a browser does not hash, it is posted', async () => {
  vi.stubGlobal('crypto', {});
  await createPortalClient({ url: stub.url }).request(PortfoliosDocument);
  expect(asked()).toEqual(['POST']);
});
