import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { type Answer, type Person, portalUrl } from './person.ts';

/** A program at the public door: no cookie, a token in each request. */
export class Machine {
  constructor(
    readonly authorization: string,
    readonly origin = portalUrl(),
  ) {}

  fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', this.authorization);
    return fetch(new URL(address, this.origin), { ...init, headers });
  }

  /** One GraphQL operation, and the status it was answered with. */
  async ask<Data = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<Data> & { status: number }> {
    const response = await this.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return { ...((await response.json()) as Answer<Data>), status: response.status };
  }

  /** A WebSocket whose token comes with connection_init, as from a page that cannot set headers. */
  socket(): Client {
    return createClient({
      url: `${this.origin.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: this.authorization },
      retryAttempts: 0,
      lazyCloseTimeout: 0,
    });
  }
}

/** The payload of createPersonalAccessToken. */
export interface MadeToken {
  personalAccessToken: { id: string; name: string; scopes: string[]; allowedIps: string[]; expiresAt: string } | null;
  token: string | null;
  problems: { code: string; message: string; path: string[] | null }[];
}

const made: { person: Person; id: string }[] = [];

/** Ends the tokens that were asked for so far: a person has fifty at most, over all test files. */
export async function revokeMade(): Promise<void> {
  const revoke = 'mutation ($id: ID!) { revokePersonalAccessToken(id: $id) { problems { code } } }';
  for (const { person, id } of made.splice(0)) await person.ask(revoke, { id });
}

/** Asks for a token, which is good until the test file ends; what is not said is a token for all of the person's own. */
export async function askForToken(person: Person, input: Record<string, unknown> = {}): Promise<MadeToken> {
  const data = await person.get<{ createPersonalAccessToken: MadeToken }>(
    `mutation ($input: CreatePersonalAccessTokenInput!) { createPersonalAccessToken(input: $input) {
      personalAccessToken { id name scopes allowedIps expiresAt } token problems { code message path } } }`,
    { input: { name: 'Painel', scopes: ['catalogue:read', 'requests:read', 'credentials:read'], ...input } },
  );
  const { personalAccessToken } = data.createPersonalAccessToken;
  if (personalAccessToken) made.push({ person, id: personalAccessToken.id });
  return data.createPersonalAccessToken;
}

/** A program with a new token of a person's. */
export async function machineOf(person: Person, scopes: string[]): Promise<Machine & { tokenId: string }> {
  const { token, personalAccessToken } = await askForToken(person, { scopes });
  return Object.assign(new Machine(`Bearer ${token}`), { tokenId: personalAccessToken?.id ?? '' });
}

/** A program of a person's team, with what ends it; what is not said is a token that reads requests. */
export async function teamMachineOf(
  gestor: Person,
  teamId: string,
  input: Record<string, unknown> = {},
): Promise<Machine & { teamId: string; tokenId: string }> {
  const query = `mutation ($input: CreateTeamTokenInput!) {
    createTeamToken(input: $input) { token problems { code message path } } }`;
  const wish = { teamId, name: 'Esteira', role: 'INTEGRADOR', scopes: ['requests:read'], ...input };
  const { createTeamToken: drawn } = await gestor.get<{ createTeamToken: Pick<MadeToken, 'token' | 'problems'> }>(
    query,
    {
      input: wish,
    },
  );
  if (!drawn.token) throw new Error(JSON.stringify(drawn.problems));
  const { teamTokens } = await gestor.get<{ teamTokens: { tokenId: string }[] }>(
    'query ($teamId: ID!) { teamTokens(teamId: $teamId) { tokenId } }',
    { teamId },
  );
  return Object.assign(new Machine(`Bearer ${drawn.token}`), { teamId, tokenId: teamTokens[0]?.tokenId ?? '' });
}
