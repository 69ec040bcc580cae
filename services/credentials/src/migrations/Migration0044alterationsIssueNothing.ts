import { Migration } from '@mikro-orm/migrations';

/**
 * An alteration gives a credential no second one beside it: during an update an instance of the version before, which knows
 * no alterations, would issue it. Its approval fails as a whole then, and is done again by the version that knows them.
 */
export class Migration0044alterationsIssueNothing extends Migration {
  override up(): void {
    this.addSql(`
      create function refuse_credential_of_alteration() returns trigger language plpgsql as $$
      begin
        if exists (select 1 from access_request where id = new.request_id and replaces_id is not null) then
          raise exception 'an alteration issues no credential' using errcode = 'check_violation';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create trigger credential_of_no_alteration before insert on credential
      for each row execute function refuse_credential_of_alteration()`);
  }

  override down(): void {
    this.addSql('drop trigger credential_of_no_alteration on credential');
    this.addSql('drop function refuse_credential_of_alteration()');
  }
}
