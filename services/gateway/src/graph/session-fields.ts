import type { OpenSessions } from '../sessions/open-sessions.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { requirePersonInBrowser } from './caller-of-operation.ts';
import type { OwnFields } from './own-fields.ts';

/** The words of sessions in the API. */
export const SESSION_SDL = `
"A browser in which the viewer is signed in. No address is kept of it."
type OpenSession @requiresScopes(scopes: [["session"]]) {
  "The session, to be passed to what ends it; it opens nothing."
  sessionId: ID!
  "The browser's product, such as Firefox; null where it is not known."
  browser: String
  "The system that it runs on, such as Windows; null where it is not known."
  system: String
  "Whether it was begun at the reviewers' console; null where it is not known."
  atReview: Boolean
  "When the viewer signed in."
  startedAt: DateTime!
  "When it was last used, to the minute."
  lastUsedAt: DateTime!
  "When it ends, unless it is used before."
  endsAt: DateTime!
  "Whether it is the one that asks."
  current: Boolean!
}

"A session of the viewer's, ended."
type EndSessionPayload @requiresScopes(scopes: [["session"]]) {
  "Those that are open now."
  openSessions: [OpenSession!]! @listSize(assumedSize: 5)
  "Empty when it was ended. NOT_FOUND: the viewer has no such session, or it had ended."
  problems: [Problem!]! @listSize(assumedSize: 2)
}

"The viewer's other sessions, ended."
type EndOtherSessionsPayload @requiresScopes(scopes: [["session"]]) {
  "How many there were, over both consoles and all other browsers."
  endedSessions: Int!
  "Those that are open now."
  openSessions: [OpenSession!]! @listSize(assumedSize: 5)
  "Always empty: of ending sessions nothing can be wrong."
  problems: [Problem!]! @listSize(assumedSize: 2)
}

"A person's sessions, all ended."
type EndAllSessionsPayload @requiresScopes(scopes: [["session"]]) {
  "How many there were, over both consoles and all browsers, the one that asked among them."
  endedSessions: Int!
  "Always empty: of ending sessions nothing can be wrong."
  problems: [Problem!]! @listSize(assumedSize: 2)
}

extend type Query {
  "The viewer's own sessions, at both consoles: the one that asks, then those that were used last, at most 100. Only in a browser's session."
  openSessions: [OpenSession!] @listSize(assumedSize: 5) @requiresScopes(scopes: [["session"]])
}

extend type Mutation {
  "Ends one of the viewer's sessions, in another browser or in this one; its WebSockets close within a second. Only in a browser's session."
  endSession(
    "OpenSession.sessionId."
    sessionId: ID!
  ): EndSessionPayload @requiresScopes(scopes: [["session"]])
  "Ends all of the viewer's sessions but the one that asks; their WebSockets close within a second, and personal tokens stay. Only in a browser's session."
  endOtherSessions: EndOtherSessionsPayload @requiresScopes(scopes: [["session"]])
  "Signs the viewer out everywhere: ends all of their sessions, in every browser and at both consoles, this one among them. Their WebSockets close within a second; personal tokens stay. Only in a browser's session."
  endAllSessions: EndAllSessionsPayload @requiresScopes(scopes: [["session"]])
}
`;

/** openSessions, endSession, endOtherSessions and endAllSessions. */
export function sessionFields(sessions: Sessions, open: OpenSessions): OwnFields {
  return {
    sdl: SESSION_SDL,
    resolvers: {
      Query: {
        openSessions: async (_args, context) => open.of(requirePersonInBrowser(context)),
      },
      Mutation: {
        async endSession({ sessionId }: { sessionId: string }, context) {
          const person = requirePersonInBrowser(context);
          const ended = await open.end(person, sessionId);
          return { openSessions: await open.of(person), problems: ended ? [] : [NOT_OPEN] };
        },
        async endOtherSessions(_args, context) {
          const person = requirePersonInBrowser(context);
          const endedSessions = await open.endOthers(person);
          return { endedSessions, openSessions: await open.of(person), problems: [] };
        },
        async endAllSessions(_args, context) {
          return { endedSessions: await sessions.endAllOf(requirePersonInBrowser(context).id), problems: [] };
        },
      },
    },
  };
}

const NOT_OPEN = { code: 'NOT_FOUND', message: 'Esta sessão já terminou.', path: ['sessionId'] };
