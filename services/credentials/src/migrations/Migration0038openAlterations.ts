import { Migration } from '@mikro-orm/migrations';

/** A credential has one open alteration at most, and its newest one is found by it. */
export class Migration0038openAlterations extends Migration {
  /** The version before goes on writing while indexes are built, which no transaction can hold. */
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    for (const [name, [kind, rows]] of Object.entries(INDEXES)) {
      // What was broken off left one behind that is not valid.
      this.addSql(`drop index concurrently if exists ${name}`);
      this.addSql(`create ${kind} concurrently ${name} on ${rows}`);
    }
    for (const [table, constraint] of CONSTRAINTS) {
      this.addSql(`alter table ${table} validate constraint ${constraint}`);
    }
  }

  override down(): void {
    for (const name of Object.keys(INDEXES)) this.addSql(`drop index concurrently if exists ${name}`);
  }
}

const INDEXES = {
  access_request_open_alteration: [
    'unique index',
    `access_request (replaces_id)
      where replaces_id is not null and state in ('DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED')`,
  ],
  access_request_of_replaced: ['index', 'access_request (replaces_id, created_at desc) where replaces_id is not null'],
};

const CONSTRAINTS = [
  ['credential', 'credential_alteration'],
  ['access_request', 'access_request_replaces'],
  ['access_request', 'access_request_from_homologation'],
];
