import type { Sessions } from '../sessions/sessions.ts';
import { requirePersonInBrowser } from './caller-of-operation.ts';
import type { OwnFields } from './own-fields.ts';

/** The words of sessions in the API. */
export const SESSION_SDL = `
"A person's sessions, all ended."
type EndAllSessionsPayload @requiresScopes(scopes: [["session"]]) {
  "How many there were, over both consoles and all browsers, the one that asked among them."
  endedSessions: Int!
  "Always empty: of ending sessions nothing can be wrong."
  problems: [Problem!]! @listSize(assumedSize: 2)
}

extend type Mutation {
  "Signs the viewer out everywhere: ends all of their sessions, in every browser and at both consoles, this one among them. Their WebSockets close within a second; personal tokens stay. Only in a browser's session."
  endAllSessions: EndAllSessionsPayload @requiresScopes(scopes: [["session"]])
}
`;

/** endAllSessions. */
export function sessionFields(sessions: Sessions): OwnFields {
  return {
    sdl: SESSION_SDL,
    resolvers: {
      Mutation: {
        async endAllSessions(_args, context) {
          return { endedSessions: await sessions.endAllOf(requirePersonInBrowser(context).id), problems: [] };
        },
      },
    },
  };
}
