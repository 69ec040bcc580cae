import { Migration } from '@mikro-orm/migrations';

/**
 * The keys of people, what sealed e-mails are found by, and whether what is written is sealed: from now on in a new database; in
 * one with people once no gateway of a version before runs, which an operator says. No e-mail is rewritten.
 */
export class Migration20261130ASealedEmails extends Migration {
  override up(): void {
    this.addSql('create table personal_key (subject uuid primary key, wrapped text not null)');
    this.addSql(`
      create table personal_sealing (
        one boolean primary key default true check (one),
        since timestamptz(3),
        done_at timestamptz(3)
      )`);
    this.addSql(`
      insert into personal_sealing (since, done_at)
      select since, since from (
        select case when exists (select 1 from people) or exists (select 1 from ministry_role_changes) then null else now() end
      ) as begun (since)`);
    this.addSql('alter table people add column email_blind text, add column former_email_blind text');
    // Of these there are some hundreds; whoever writes one as the version before does draws its subject as well.
    this.addSql('alter table ministry_role_changes add column email_blind text, add column subject uuid');
    this.addSql('alter table ministry_role_changes alter column subject set default gen_random_uuid()');
    this.addSql('update ministry_role_changes set subject = gen_random_uuid()');
    this.addSql('alter table ministry_role_changes alter column subject set not null');
    // What is sealed is another text each time: by what it is found by two changes of a number are told apart.
    this.addSql('create unique index ministry_role_changes_of_email on ministry_role_changes (email_blind, number)');
  }

  override down(): void {
    this.addSql(`
      do $$ begin
        if exists (select 1 from personal_sealing where since is not null)
          and (exists (select 1 from people) or exists (select 1 from ministry_role_changes)) then
          raise exception 'e-mails are sealed: run unseal-personal-data first';
        end if;
      end $$`);
    this.addSql('drop index ministry_role_changes_of_email');
    this.addSql('alter table ministry_role_changes drop column email_blind, drop column subject');
    this.addSql('alter table people drop column email_blind, drop column former_email_blind');
    this.addSql('drop table personal_sealing, personal_key');
  }
}
