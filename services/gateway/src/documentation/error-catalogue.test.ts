import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { ERROR_CATALOGUE, GRAPHQL_ERRORS, HTTP_ERRORS, OAUTH_ERRORS, WEBSOCKET_CLOSES } from '@portal/domain';
import { GraphQLError } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatError } from '../http/error-format.ts';
import { errorDocument } from './error-document.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const SOURCES = ['services/*/src/**/*.ts', 'packages/service-kit/src/**/*.ts'];
const ASIDE = ['**/*.test.ts', '**/testing/**', '**/migrations/**'];

/** All of what the product's own sources say, without comments. */
let sources: string;
beforeAll(async () => {
  const texts: Promise<string>[] = [];
  for await (const path of glob(SOURCES, { cwd: ROOT, exclude: ASIDE })) texts.push(readFile(`${ROOT}${path}`, 'utf8'));
  sources = (await Promise.all(texts)).join('\n').replace(/^\s*(\/\/|\/?\*).*$/gm, '');
});

const found = (pattern: RegExp) => [...new Set([...sources.matchAll(pattern)].map(([, name = '']) => name))];

describe('the catalogue of errors', () => {
  it('holds every code that a GraphQL error is made with, here and by Apollo', () => {
    const made = found(/extensions: \{\s*code: '(\w+)'/g);
    expect(made.length).toBeGreaterThan(3);
    // What has no code of ours is masked as INTERNAL.
    const { INTERNAL_SERVER_ERROR: _masked, ...ofApollo } = ApolloServerErrorCode;
    expect(Object.keys(GRAPHQL_ERRORS)).toEqual(expect.arrayContaining([...made, ...Object.values(ofApollo)]));
  });

  it('holds every code of a GraphQL error that leaves the gateway: others become INTERNAL', () => {
    const codeOf = (code: string) => formatError(new GraphQLError('x', { extensions: { code } }), 't').extensions?.code;
    for (const code of Object.keys(GRAPHQL_ERRORS)) expect(codeOf(code)).toBe(code);
    expect(codeOf('NEW_CODE')).toBe('INTERNAL');
  });

  it('holds every code that a WebSocket is closed with, here and by graphql-ws', () => {
    // Those of a client.
    const { InternalClientError, BadResponse, ConnectionAcknowledgementTimeout } = CloseCode;
    const ofClients: unknown[] = [InternalClientError, BadResponse, ConnectionAcknowledgementTimeout];
    const ofServers = Object.values(CloseCode).filter((code) => typeof code === 'number' && !ofClients.includes(code));
    expect(Object.keys(WEBSOCKET_CLOSES)).toEqual(expect.arrayContaining(ofServers.map(String)));
    // Past closeSocket, whose type holds its codes to the catalogue, nothing closes a socket by a number.
    expect(found(/\.close\((\d+)/g)).toEqual([]);
  });

  it('holds every code of problem+json, each with one status', () => {
    const pairs = [...sources.matchAll(/status: (\d{3}),\s*code: '(\w+)'/g)].map(
      ([, status, code]) => `${code} ${status}`,
    );
    expect(pairs.length).toBeGreaterThan(10);
    const known = Object.entries(HTTP_ERRORS).map(([code, { status }]) => `${code} ${status}`);
    expect(known).toEqual(expect.arrayContaining([...new Set(pairs)]));
  });

  it('holds every error of the OAuth endpoints', () => {
    expect(Object.keys(OAUTH_ERRORS)).toEqual(expect.arrayContaining(found(/OauthError\(\s*'(\w+)'/g)));
    expect(found(/\berror: '([a-z_]+)'/g).filter((code) => !(code in OAUTH_ERRORS))).toEqual([]);
  });

  it('says of each code what it means and how to mend it, once, in sentences', () => {
    const names = ERROR_CATALOGUE.map(({ where, code }) => `${where} ${code}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { meaning, mend } of ERROR_CATALOGUE) {
      for (const text of [meaning, mend]) expect(text).toMatch(/^.{10,}[.]$/);
    }
  });

  it('is the one in the documentation, which `vitest -u` writes', async () => {
    await expect(errorDocument()).toMatchFileSnapshot(`${ROOT}docs/errors.md`);
  });
});
