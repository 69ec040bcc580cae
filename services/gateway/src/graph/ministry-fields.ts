import { MINISTRY_ROLES, ROLE_ENUM } from '@portal/domain';
import { type Person, requirePermission } from '@portal/service-kit/identity';
import type { SecurityKeys } from '../second-factor/security-keys.ts';
import type { MinistryPerson, MinistryRoles, RoleProblem, RolesToSet } from '../sessions/ministry-roles.ts';
import { requirePersonInBrowser } from './caller-of-operation.ts';
import type { CataloguePortfolios } from './catalogue-portfolios.ts';
import type { GatewayContext } from './gateway-context.ts';
import type { OwnFields } from './own-fields.ts';

/** The words of who has which role, in the API. */
export const MINISTRY_SDL = `
"What somebody may be for the Ministry."
enum MinistryRole {
${MINISTRY_ROLES.map((role) => `  "${ROLE_ENUM.valuesConfig[role].description}"\n  ${role}`).join('\n')}
}

"Somebody of the Ministry, and what they may be."
type MinistryPerson @requiresScopes(scopes: [["session"]]) {
  "The verified e-mail by which they are known; null of who is named by the configuration alone."
  email: String
  "Name in the gov.br account; null while nobody signed in with that e-mail."
  name: String
  "What they are now."
  roles: [MinistryRole!]! @listSize(assumedSize: 4)
  "Slugs of the portfolios that bind them as REVIEWER: they review what is of these alone; null of who reviews in all."
  portfolios: [String!] @listSize(assumedSize: 5)
  "What the configuration says: it counts until an ADMIN says something else, save for ADMIN itself, which stays."
  rolesFromEnvironment: [MinistryRole!]! @listSize(assumedSize: 4)
  "Counts their changes; who changes them says which one they saw."
  version: Int!
  "How many security keys they have as ADMIN."
  securityKeys: Int!
  "What was changed of them in the interface, the newest first."
  changes: [MinistryRoleChange!]! @listSize(assumedSize: 10)
}

"A change of somebody's roles."
type MinistryRoleChange @requiresScopes(scopes: [["session"]]) {
  "Counted from 1."
  number: Int!
  "What they were from then on."
  roles: [MinistryRole!]! @listSize(assumedSize: 4)
  "Slugs of the portfolios that bound them as REVIEWER; null for all."
  portfolios: [String!] @listSize(assumedSize: 5)
  "Why."
  reason: String!
  "When."
  changedAt: DateTime!
  "By whom."
  changedBy: String!
}

"What somebody is to be."
input SetMinistryRolesInput {
  "The e-mail of their gov.br account."
  email: String!
  "Which version of their roles was seen; 0 of somebody new."
  version: Int!
  "All that they are to be from now on; nothing to take every role away."
  roles: [MinistryRole!]!
  "Slugs of the portfolios that they review; null, or none, for all; left out, as their newest change has it. Only of who is to be REVIEWER: other roles are bound to none."
  portfolios: [String!]
  "Why: 5 to 500 characters."
  reason: String!
}

"What setting roles answers."
type SetMinistryRolesPayload @requiresScopes(scopes: [["session"]]) {
  "As they are now; null of who is not known."
  ministryPerson: MinistryPerson
  "Empty when it was done; else nothing was changed."
  problems: [Problem!]! @listSize(assumedSize: 2)
}

extend type Query {
  "ADMIN or AUDITOR: everybody who has a role of the Ministry, or had one, by name. Only in a browser's session."
  ministryPeople: [MinistryPerson!] @listSize(assumedSize: 20) @requiresScopes(scopes: [["session"]])
}

extend type Mutation {
  "ADMIN: gives somebody exactly these roles, by their verified e-mail, within seconds and on open pages too. Those whom the configuration makes ADMIN stay so. Only in a browser's session."
  setMinistryRoles(
    "Who, what and why."
    input: SetMinistryRolesInput!
  ): SetMinistryRolesPayload @requiresScopes(scopes: [["session"]])
}
`;

/** Tells people of the Ministry with how many keys each has. */
export function tellPeople(keys: SecurityKeys) {
  return async (people: readonly MinistryPerson[]) => {
    const counts = await keys.count(people.flatMap(({ personIds }) => personIds));
    return people.map((person) => told(person, counts));
  };
}

/** ministryPeople and setMinistryRoles. */
export function ministryFields(
  roles: MinistryRoles,
  portfolios: CataloguePortfolios,
  tell: ReturnType<typeof tellPeople>,
): OwnFields {
  return {
    sdl: MINISTRY_SDL,
    resolvers: {
      Query: {
        async ministryPeople(_args, context) {
          requireAdministration(context, 'READ_ADMINISTRATION');
          return tell(await roles.list());
        },
      },
      Mutation: {
        async setMinistryRoles({ input }: { input: RolesToSet }, context) {
          const person = requireAdministration(context, 'ADMINISTER');
          const before = await roles.find(input.email);
          const unknown = await unknownPortfolios(input.portfolios ?? [], before, portfolios);
          const problems = unknown ?? (await roles.set(person, input));
          const found = await roles.find(input.email);
          const [ministryPerson = null] = await tell(found ? [found] : []);
          return { ministryPerson, problems };
        },
      },
    },
  };
}

/** What somebody is bound to already they stay bound to, whatever became of it. */
async function unknownPortfolios(
  wanted: readonly string[],
  before: MinistryPerson | null,
  portfolios: CataloguePortfolios,
): Promise<RoleProblem[] | undefined> {
  const added = wanted.filter((slug) => !before?.portfolios?.includes(slug));
  if (added.length === 0) return undefined;
  const known = await portfolios();
  if (added.every((slug) => known.has(slug))) return undefined;
  const message = 'Um dos portfólios não existe no catálogo. Escolha de novo na lista.';
  return [{ code: 'INVALID', message, path: ['portfolios'] }];
}

function requireAdministration(context: GatewayContext, permission: 'READ_ADMINISTRATION' | 'ADMINISTER'): Person {
  return requirePermission(requirePersonInBrowser(context), permission);
}

function told({ fromEnvironment, changes, personIds, ...person }: MinistryPerson, keys: ReadonlyMap<string, number>) {
  return {
    ...person,
    securityKeys: personIds.reduce((sum, id) => sum + (keys.get(id) ?? 0), 0),
    rolesFromEnvironment: fromEnvironment,
    changes: changes.map(({ number, roles, portfolios, reason, at, byName }) => {
      return { number, roles, portfolios, reason, changedAt: at, changedBy: byName };
    }),
  };
}
