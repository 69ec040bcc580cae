import { Migration } from '@mikro-orm/migrations';

/** What roles an ADMIN gave whom, by e-mail, one row for each change: the newest is in force. */
export class Migration20261130MinistryRoles extends Migration {
  override up(): void {
    this.addSql(`
      create table ministry_role_changes (
        email text not null,
        number int not null,
        roles text[] not null,
        reason text not null,
        at timestamptz(3) not null,
        by_id uuid not null,
        by_name text not null,
        primary key (email, number)
      )`);
  }

  override down(): void {
    this.addSql('drop table ministry_role_changes');
  }
}
