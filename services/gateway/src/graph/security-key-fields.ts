import { may, type Person, requirePermission } from '@portal/service-kit/identity';
import { forbidden } from '@portal/service-kit/serving';
import type { Confirmation } from '../second-factor/confirmation.ts';
import type { Begun, KeyRegistration } from '../second-factor/registration.ts';
import type { KeyProblem, SecurityKeys } from '../second-factor/security-keys.ts';
import type { MinistryRoles } from '../sessions/ministry-roles.ts';
import { requirePersonInBrowser } from './caller-of-operation.ts';
import type { GatewayContext } from './gateway-context.ts';
import type { tellPeople } from './ministry-fields.ts';
import type { OwnFields } from './own-fields.ts';

/** The words of security keys in the API. */
export const SECURITY_KEY_SDL = `
"A security key (FIDO2, or a passkey) by which somebody who administrates proves that it is them."
type SecurityKey @requiresScopes(scopes: [["session"]]) {
  "The key, to be passed to what is done to it; not what it is known by to browsers."
  keyId: ID!
  "What its person calls it."
  name: String!
  "When it was registered."
  createdAt: DateTime!
  "When it last proved anything; null while it did not."
  lastUsedAt: DateTime
}

"How the second factor stands for who asks, in this session."
type SecondFactor @requiresScopes(scopes: [["session"]]) {
  "One's own keys, the oldest first."
  keys: [SecurityKey!]! @listSize(assumedSize: 3)
  "Whether what ADMIN alone may do waits for it in this installation."
  required: Boolean!
  "Until when it is proved; null where it is not."
  confirmedUntil: DateTime
  "Whether one has to sign in again to register a first key: the issuer did not ask them for the sign-in of this session (prompt=login), or more than 10 minutes ago."
  mustSignInAgain: Boolean!
}

"What a browser asks a key for."
type SecurityKeyOptionsPayload @requiresScopes(scopes: [["session"]]) {
  "Options of WebAuthn as JSON, good once, in this session, for three minutes; null where there are problems."
  options: String
  "Empty when there are options. NOT_FOUND: there is no key to ask for."
  problems: [Problem!]! @listSize(assumedSize: 2)
}

"How the second factor stands after a change."
type SecondFactorPayload @requiresScopes(scopes: [["session"]]) {
  "As it stands now."
  secondFactor: SecondFactor!
  "Empty when it was done; else nothing was changed."
  problems: [Problem!]! @listSize(assumedSize: 2)
}

"What is registered."
input RegisterSecurityKeyInput {
  "What its person calls it: 1 to 50 characters."
  name: String!
  "What the browser answered to the options, as JSON (RegistrationResponseJSON)."
  response: String!
}

"What taking somebody's keys away answers."
type ResetSecurityKeysPayload @requiresScopes(scopes: [["session"]]) {
  "Somebody as they are now; null of who is not known."
  ministryPerson: MinistryPerson
  "Empty when it was done; else nothing was changed."
  problems: [Problem!]! @listSize(assumedSize: 2)
}

extend type Query {
  "ADMIN: how one's own second factor stands. Only in a browser's session."
  secondFactor: SecondFactor @requiresScopes(scopes: [["session"]])
}

extend type Mutation {
  "ADMIN: begins to register a key. The first asks for a sign-in within the last 10 minutes for which the issuer asked anew who it is, each further one for a proof by one before (SECOND_FACTOR_REQUIRED). Only in a browser's session."
  beginSecurityKeyRegistration: SecurityKeyOptionsPayload @requiresScopes(scopes: [["session"]])
  "ADMIN: registers the key that answered, which proves as well that it is them. Only in a browser's session."
  registerSecurityKey(
    "Name and answer."
    input: RegisterSecurityKeyInput!
  ): SecondFactorPayload @requiresScopes(scopes: [["session"]])
  "ADMIN: begins to prove by a key that it is them. Only in a browser's session."
  beginSecondFactor: SecurityKeyOptionsPayload @requiresScopes(scopes: [["session"]])
  "ADMIN: proves by a key that it is them, in this session and for 10 minutes. Only in a browser's session."
  proveSecondFactor(
    "What the browser answered to the options, as JSON (AuthenticationResponseJSON)."
    response: String!
  ): SecondFactorPayload @requiresScopes(scopes: [["session"]])
  "ADMIN: takes one of one's own keys away, proved by a key within the last 10 minutes (SECOND_FACTOR_REQUIRED). Only in a browser's session."
  removeSecurityKey(
    "SecurityKey.keyId."
    keyId: ID!
    "That none is left is meant."
    evenLast: Boolean! = false
  ): SecondFactorPayload @requiresScopes(scopes: [["session"]])
  "ADMIN: takes all keys of somebody else away, who lost theirs, and registers another once they signed in again. Only in a browser's session."
  resetSecurityKeys(
    "The e-mail by which they are known."
    email: String!
  ): ResetSecurityKeysPayload @requiresScopes(scopes: [["session"]])
}
`;

/** What the fields of security keys are made of. */
export interface SecurityKeyFieldParts {
  keys: SecurityKeys;
  registration: KeyRegistration;
  confirmation: Confirmation;
  roles: MinistryRoles;
  tell: ReturnType<typeof tellPeople>;
}

/** Registering, proving, removing and resetting. */
export function securityKeyFields(parts: SecurityKeyFieldParts): OwnFields {
  const { keys, registration, confirmation, roles, tell } = parts;
  const standing = async (person: Person, problems: KeyProblem[]) => ({
    secondFactor: await keys.of(person),
    problems,
  });
  return {
    sdl: SECURITY_KEY_SDL,
    resolvers: {
      Query: {
        secondFactor: (_args, context) => keys.of(requireAdmin(context)),
      },
      Mutation: {
        beginSecurityKeyRegistration: async (_args, context) =>
          optionsOf(await registration.begin(requireAdmin(context))),
        async registerSecurityKey({ input }: { input: { name: string; response: string } }, context) {
          const person = requireAdmin(context);
          return standing(person, await registration.finish(person, input));
        },
        beginSecondFactor: async (_args, context) => optionsOf(await confirmation.begin(requireAdmin(context))),
        async proveSecondFactor({ response }: { response: string }, context) {
          const person = requireAdmin(context);
          return standing(person, await confirmation.finish(person, response));
        },
        async removeSecurityKey({ keyId, evenLast }: { keyId: string; evenLast: boolean }, context) {
          const person = requireAdmin(context);
          return standing(person, await keys.remove(person, keyId, evenLast));
        },
        async resetSecurityKeys({ email }: { email: string }, context) {
          const person = requirePermission(requirePersonInBrowser(context), 'ADMINISTER');
          const found = await roles.find(email);
          const own = found?.personIds.includes(person.id) ?? false;
          const problems = own ? [OWN_KEYS] : await keys.reset(person, found?.personIds ?? []);
          const [ministryPerson = null] = await tell(found ? [found] : []);
          return { ministryPerson, problems };
        },
      },
    },
  };
}

/** Who administrates, whether they proved that it is them or are about to. */
function requireAdmin(context: GatewayContext): Person {
  const person = requirePersonInBrowser(context);
  if (!may(person, 'ADMINISTER')) throw forbidden();
  return person;
}

function optionsOf(begun: Begun) {
  return 'options' in begun ? { options: begun.options, problems: [] } : { options: null, problems: begun.problems };
}

const OWN_KEYS: KeyProblem = {
  code: 'NOT_ALLOWED',
  message: 'As próprias chaves se removem em Minhas chaves de segurança, com uma delas.',
  path: ['email'],
};
