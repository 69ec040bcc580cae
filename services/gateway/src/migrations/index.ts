import { Migration20261124Budgets } from './migration-20261124-budgets.ts';
import { Migration20261124Oauth } from './migration-20261124-oauth.ts';
import { Migration20261124PeopleAndSessions } from './migration-20261124-people-and-sessions.ts';
import { Migration20261124PersonalAccessTokens } from './migration-20261124-personal-access-tokens.ts';
import { Migration20261129SeveralGateways } from './migration-20261129-several-gateways.ts';
import { Migration20261130ASealedEmails } from './migration-20261130-a-sealed-emails.ts';
import { Migration20261130AskedAnew } from './migration-20261130-asked-anew.ts';
import { Migration20261130BSessionDevices } from './migration-20261130-b-session-devices.ts';
import { Migration20261130FormerEmail } from './migration-20261130-former-email.ts';
import { Migration20261130MinistryRoles } from './migration-20261130-ministry-roles.ts';
import { Migration20261130ReviewersPortfolios } from './migration-20261130-reviewers-portfolios.ts';
import { Migration20261130SecurityKeys } from './migration-20261130-security-keys.ts';

/** The migrations of the database `gateway`, in order. */
export const MIGRATIONS = [
  Migration20261124PeopleAndSessions,
  Migration20261124PersonalAccessTokens,
  Migration20261124Oauth,
  Migration20261124Budgets,
  Migration20261129SeveralGateways,
  Migration20261130MinistryRoles,
  Migration20261130ReviewersPortfolios,
  Migration20261130FormerEmail,
  Migration20261130SecurityKeys,
  Migration20261130AskedAnew,
  Migration20261130ASealedEmails,
  Migration20261130BSessionDevices,
];
