import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { uniqueName } from './arrange.ts';
import { type Machine, machineOf } from './machine.ts';
import { signedIn } from './people.ts';
import { type Person, portalUrl } from './person.ts';

const PUBLIC = 'public, max-age=60, s-maxage=300, stale-while-revalidate=86400';

let ana: Person;
let dashboard: Machine;
beforeAll(async () => {
  ({ ana } = await signedIn('ana'));
  dashboard = await machineOf(ana, ['catalogue:read']);
});

const addressOf = (parameters: Record<string, string>) => `/graphql?${new URLSearchParams(parameters)}`;
const byNobody = (address: string) => fetch(new URL(address, portalUrl()));

describe('a GET by nobody', () => {
  test.each([
    '{ portfolios { slug name environments requirements { code } certificate { environment policy } } }',
    '{ services(first: 5, filter: { text: "imunobiológico" }) { totalCount edges { node { name portfolio { slug } endpoints { url } } } } }',
    '{ __schema { queryType { fields { name description } } } }',
  ])('of the catalogue is for every cache: %s', async (query) => {
    const response = await byNobody(addressOf({ query }));
    expect(response.headers.get('cache-control')).toBe(PUBLIC);
    expect([...response.headers.keys()].filter((name) => name.startsWith('ratelimit'))).toEqual([]);
    const answer = (await response.json()) as object;
    expect(answer).not.toHaveProperty('errors');
    expect(answer).not.toHaveProperty('extensions');
    const etag = response.headers.get('etag') ?? '';
    const again = await fetch(response.url, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  test.each([
    '{ viewer { name } }',
    '{ rateLimit { remaining } }',
    '{ portfolios { slug viewerRequests { totalCount } } }',
    '{ portfolio(slug: "rnds") { viewerCredentials { totalCount } } }',
    '{ portfolios { slug } changesCursor }',
    '{ reasonCodes { code } }',
    '{ services(first: 0) { totalCount } }',
  ])('of anything else is for none: %s', async (query) => {
    const response = await byNobody(addressOf({ query }));
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('etag')).toBeNull();
  });
});

test('a GET of the catalogue by somebody is for no cache', async () => {
  const address = addressOf({ query: '{ portfolios { slug } }' });
  for (const response of [await ana.fetch(address), await dashboard.fetch(address)]) {
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
  }
});

describe('an operation by its hash alone', () => {
  const extensionsOf = (query: string) => {
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    return JSON.stringify({ persistedQuery: { version: 1, sha256Hash } });
  };
  const register = async (query: string) => {
    const extensions = extensionsOf(query);
    await (await ana.fetch(addressOf({ query, extensions }))).body?.cancel();
    return extensions;
  };

  test('is for every cache where its text would be', async () => {
    const extensions = await register(`{ portfolios { slug } } # ${uniqueName('hash')}`);
    const response = await byNobody(addressOf({ extensions }));
    expect(response.headers.get('cache-control')).toBe(PUBLIC);
    expect(await response.json()).toMatchObject({ data: { portfolios: expect.any(Array) } });
  });

  test('answers each their own, and no token beyond its scopes', async () => {
    const extensions = await register(`{ viewer { name } accessRequests { totalCount } } # ${uniqueName('hash')}`);
    const address = addressOf({ extensions });
    const own = (await (await ana.fetch(address)).json()) as { data: { viewer: { name: string } } };
    expect(own.data.viewer.name).toMatch(/^Ana/);
    const refused = await (await dashboard.fetch(address)).json();
    expect(refused).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    const nobody = await byNobody(address);
    expect(nobody.headers.get('cache-control')).toBe('no-store');
    expect(JSON.stringify(await nobody.json())).not.toContain('Ana');
  });
});
