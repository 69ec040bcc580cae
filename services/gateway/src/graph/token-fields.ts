import { type CreateTokenInput, readTokenRequest, type TokenProblem } from '@portal/domain';
import type { PersonalTokens } from '../tokens/personal-tokens.ts';
import { requirePersonInBrowser } from './caller-of-operation.ts';
import type { OwnFields } from './own-fields.ts';

/** The words of personal access tokens in the API. */
export const TOKEN_SDL = `
"A token by which a person's program asks in their name, as an INTEGRATOR only."
type PersonalAccessToken implements Node @requiresScopes(scopes: [["session"]]) {
  "Opaque identifier; not the token itself."
  id: ID!
  "What its owner calls it."
  name: String!
  "What it may do, such as requests:read."
  scopes: [String!]!
  "CIDR ranges that it may be used from; empty for any address."
  allowedIps: [String!]!
  "When it was made."
  createdAt: DateTime!
  "When it ends."
  expiresAt: DateTime!
  "When it was last used, to the minute; null while it was not."
  lastUsedAt: DateTime
}

type Query {
  "The viewer's own tokens, newest first; those that expired within the last 30 days are among them. Only in a browser's session."
  personalAccessTokens: [PersonalAccessToken!] @listSize(assumedSize: 10) @requiresScopes(scopes: [["session"]])
  "Anything by its id. Null where there is no such thing, or the caller may not read it: the same for both."
  node(
    "The id, as it was read."
    id: ID!
  ): Node @shareable @requiresScopes(scopes: [["anyone"]])
}

"What a personal access token is to be."
input CreatePersonalAccessTokenInput {
  "What its owner calls it: 1 to 100 characters."
  name: String!
  "What it may do: catalogue:read, requests:read, requests:write, credentials:read, credentials:write, webhooks:write; at least one."
  scopes: [String!]!
  "When it ends: at most a year from now; 90 days where absent."
  expiresAt: DateTime
  "IPv4 or IPv6 addresses or CIDR ranges that it may be used from, at most 50; any address where absent or empty."
  allowedIps: [String!]
}

"A token that was made: it is shown here and never again."
type CreatePersonalAccessTokenPayload @requiresScopes(scopes: [["session"]]) {
  "What was made; null where there are problems."
  personalAccessToken: PersonalAccessToken
  "The token: keep it now, for only a hash is kept here. Null where there are problems."
  token: String
  "Empty when it was made."
  problems: [Problem!]! @listSize(assumedSize: 2)
}

"A token that was ended."
type RevokePersonalAccessTokenPayload @requiresScopes(scopes: [["session"]]) {
  "What it was; null where it was not found."
  personalAccessToken: PersonalAccessToken
  "Empty when it was ended."
  problems: [Problem!]! @listSize(assumedSize: 2)
}

type Mutation {
  "Makes a token, at most 50 good ones a person. Only in a browser's session: a token makes no tokens."
  createPersonalAccessToken(
    "What it is to be."
    input: CreatePersonalAccessTokenInput!
  ): CreatePersonalAccessTokenPayload @requiresScopes(scopes: [["session"]])
  "Ends a token at once, also on open WebSockets. Only in a browser's session."
  revokePersonalAccessToken(
    "The token's identifier."
    id: ID!
  ): RevokePersonalAccessTokenPayload @requiresScopes(scopes: [["session"]])
}
`;

const NOT_FOUND: TokenProblem = { code: 'NOT_FOUND', message: 'Não encontramos este token.', path: ['id'] };
const TOO_MANY: TokenProblem = {
  code: 'NOT_ALLOWED',
  message: 'Você já tem o máximo de tokens ativos. Revogue um que não usa mais.',
  path: null,
};

/** personalAccessTokens, createPersonalAccessToken and revokePersonalAccessToken. */
export function tokenFields(tokens: PersonalTokens, now: () => Date): OwnFields {
  return {
    sdl: TOKEN_SDL,
    resolvers: {
      Query: {
        personalAccessTokens: async (_args, context) => tokens.list(requirePersonInBrowser(context).id),
        async node({ id }: { id: string }, { caller, grant }) {
          if (grant || caller.kind !== 'person') return null;
          const found = (await tokens.list(caller.id)).find((token) => token.id === id);
          return found ? { ...found, __typename: 'PersonalAccessToken' } : null;
        },
      },
      Mutation: {
        async createPersonalAccessToken({ input }: { input: CreateTokenInput }, context) {
          const person = requirePersonInBrowser(context);
          const read = readTokenRequest(input, now());
          if ('problems' in read) return notMade(...read.problems);
          const made = await tokens.make(person.id, read.token);
          return made ? { personalAccessToken: made.record, token: made.token, problems: [] } : notMade(TOO_MANY);
        },
        async revokePersonalAccessToken({ id }: { id: string }, context) {
          const person = requirePersonInBrowser(context);
          const revoked = await tokens.revoke(person.id, id);
          return { personalAccessToken: revoked, problems: revoked ? [] : [NOT_FOUND] };
        },
      },
    },
  };
}

function notMade(...problems: TokenProblem[]) {
  return { personalAccessToken: null, token: null, problems };
}
