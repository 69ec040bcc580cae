import { buildSchema, isObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { askForToken, Machine } from './machine.ts';
import { Person, portalUrl } from './person.ts';
import { registeredSystem } from './registered-system.ts';
import { EHR } from './resource-servers.ts';

const LIMIT = '{ rateLimit { policy limit cost remaining resetAt windowSeconds } }';

interface Told {
  rateLimit: { policy: string; limit: number; cost: number; remaining: number; resetAt: string; windowSeconds: number };
}

let ana: Person;
beforeAll(async () => {
  ana = await Person.signIn('ana');
});

function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

async function tokenOfSystem(): Promise<string> {
  const { clientId, secret } = await registeredSystem({ owner: ana, reviewer: await Person.signIn('clara') });
  const response = await fetch(new URL('/oauth/token', portalUrl()), {
    method: 'POST',
    headers: { authorization: basic(clientId, secret) },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

describe('everybody may ask for their budget', () => {
  it.each<[string, () => Promise<{ data: Told | null }>]>([
    ['anonymous', () => Person.anonymous().ask<Told>(LIMIT)],
    ['person', () => ana.ask<Told>(LIMIT)],
    ['token', async () => new Machine(`Bearer ${(await askForToken(ana)).token}`).ask<Told>(LIMIT)],
    ['client', async () => new Machine(`Bearer ${await tokenOfSystem()}`).ask<Told>(LIMIT)],
    ['resource-server', () => new Machine(basic(EHR.id, EHR.secret)).ask<Told>(LIMIT)],
  ])('as %s', async (policy, ask) => {
    const { data } = await ask();
    expect(data?.rateLimit).toMatchObject({ policy, cost: 1, windowSeconds: 60 });
    expect(data?.rateLimit.remaining).toBeLessThanOrEqual(data?.rateLimit.limit ?? 0);
    expect(data?.rateLimit.resetAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('as a session that asks as one of its tokens', async () => {
    const { personalAccessToken } = await askForToken(ana);
    const response = await ana.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-token-id': personalAccessToken?.id ?? '' },
      body: JSON.stringify({ query: LIMIT }),
    });
    expect(response.headers.get('ratelimit-policy')).toMatch(/^"token";q=\d+;w=60$/);
  });
});

describe('an operation', () => {
  it('beyond ten thousand points is refused, whoever asks', async () => {
    const query = '{ accessRequests(first: 5000) { edges { node { id } } } }';
    const response = await ana.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'OPERATION_TOO_EXPENSIVE', cost: 10_001, limit: 10_000 } }],
    });
  });

  it('costs what the downloaded schema says', async () => {
    const sdl = await (await fetch(new URL('/schema.graphql', portalUrl()))).text();
    const query = buildSchema(sdl).getQueryType();
    const fields = isObjectType(query) ? query.getFields() : {};
    const costs = fields.services?.astNode?.directives?.map(({ name }) => name.value);
    expect(costs).toEqual(['cost', 'listSize', 'requiresScopes']);
    const response = await ana.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ services(first: 50) { edges { node { name } } } }' }),
    });
    expect(await response.json()).toMatchObject({ extensions: { cost: { requested: 105 } } });
  });
});
