import { describe, expect, it } from 'vitest';
import { addressOf, askedAddress } from './asked-address.ts';
import { askersIn, firstAsker } from './askers.ts';
import { connectionAs, requestAs } from './fetcher-as.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const token = (id: string, expiresAt: string) => ({ id, name: `Token ${id}`, scopes: ['requests:read'], expiresAt });
const ANA = {
  data: {
    viewer: { name: 'Ana Souza' },
    personalAccessTokens: [token('a', '2026-12-24T12:00:00Z'), token('b', '2026-11-24T11:59:59Z')],
  },
};

describe('the address of GraphiQL', () => {
  it('names an operation, its variables and a token', () => {
    expect(askedAddress('?query=%7B%20a%20%7D&variables=%7B%7D&token=7')).toEqual({
      query: '{ a }',
      variables: '{}',
      token: '7',
    });
    expect(askedAddress('?query=')).toEqual({ query: null, variables: null, token: null });
  });

  it('keeps the token alone', () => {
    expect(addressOf('a b')).toBe('/graphql?token=a%20b');
    expect(addressOf(null)).toBe('/graphql');
  });
});

describe('who may be chosen', () => {
  it('is oneself with every token that is good', () => {
    const { viewer, tokens } = askersIn(ANA, NOW);
    expect(viewer).toBe('Ana Souza');
    expect(tokens.map(({ id }) => id)).toEqual(['a']);
  });

  it('is nobody where nobody is signed in', () => {
    expect(askersIn({ data: null }, NOW)).toEqual({ viewer: null, tokens: [] });
    expect(firstAsker({ viewer: null, tokens: [] }, 'a')).toEqual({ kind: 'anonymous' });
  });

  it('is first the token of the address, where it is a good one of one’s own', () => {
    const askers = askersIn(ANA, NOW);
    expect(firstAsker(askers, 'a')).toEqual({ kind: 'token', id: 'a' });
    for (const other of ['b', 'c', null]) expect(firstAsker(askers, other)).toEqual({ kind: 'session' });
  });
});

describe('a request', () => {
  const sent = (asker: Parameters<typeof requestAs>[0], headers: Record<string, string> = {}) => {
    const init = requestAs(asker, { headers });
    return { credentials: init.credentials, headers: Object.fromEntries(new Headers(init.headers)) };
  };

  it('of nobody goes without the cookie, and so does its WebSocket', () => {
    expect(sent({ kind: 'anonymous' })).toEqual({ credentials: 'omit', headers: {} });
    expect(connectionAs({ kind: 'anonymous' })).toEqual({ tokenId: null });
  });

  it('of a token names it beside the cookie', () => {
    expect(sent({ kind: 'token', id: 'a' })).toEqual({ credentials: undefined, headers: { 'x-token-id': 'a' } });
    expect(connectionAs({ kind: 'token', id: 'a' })).toEqual({ tokenId: 'a' });
    expect(connectionAs({ kind: 'session' })).toEqual({});
  });

  it('with an Authorization of one’s own is that and nothing else', () => {
    const headers = { authorization: 'Bearer pds_x' };
    expect(sent({ kind: 'token', id: 'a' }, headers)).toEqual({ credentials: 'omit', headers });
  });
});
