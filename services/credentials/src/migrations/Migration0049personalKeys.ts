import { Migration } from '@mikro-orm/migrations';

/**
 * The keys of people and records, and whether what is written is sealed by them: from now on in a new database; in one with
 * requests once no instance of a version before runs, which an operator says. Nothing is rewritten.
 */
export class Migration0049personalKeys extends Migration {
  override up(): void {
    this.addSql('create table personal_key (subject uuid primary key, wrapped text not null)');
    this.addSql(
      `create table personal_sealing (one boolean primary key default true check (one), since timestamptz(3))`,
    );
    this.addSql(`
      insert into personal_sealing (since)
      select case when exists (select 1 from access_request) or exists (select 1 from notice_recipient) then null
        else now() end`);
    // What is sealed is longer.
    for (const [table, column] of COLUMNS) this.addSql(`alter table ${table} alter column ${column} type text`);
  }

  override down(): void {
    this.addSql(`
      do $$ begin
        if exists (select 1 from personal_key where subject <> '00000000-0000-0000-0000-000000000000') then
          raise exception 'what is sealed of people would be lost with its keys: restore a backup';
        end if;
      end $$`);
    for (const [table, column] of COLUMNS) {
      this.addSql(`alter table ${table} alter column ${column} type varchar(254)`);
    }
    this.addSql('drop table personal_sealing');
    this.addSql('drop table personal_key');
  }
}

const COLUMNS = [
  ['team_member', 'email'],
  ['team_invitation', 'email'],
  ['team_invitation', 'person_email'],
  ['notice_recipient', 'email'],
] as const;
