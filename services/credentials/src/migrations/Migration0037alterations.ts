import { Migration } from '@mikro-orm/migrations';

/** Requests that alter a credential, and whose content a credential has since. */
export class Migration0037alterations extends Migration {
  /**
   * Acts take both tables, in either order: what kept one to itself and waited for the other could end them. Each statement
   * lets go before the next, and may be said again after a migration that was broken off.
   */
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    // Nothing is validated here: reading all rows under these locks would hold up who writes.
    this.addSql(`
      alter table access_request
        add column if not exists replaces_id uuid,
        drop constraint if exists access_request_check2,
        drop constraint if exists access_request_from_homologation,
        add constraint access_request_from_homologation
          check ((environment = 'PRODUCTION' and replaces_id is null) = (homologation_credential_id is not null)) not valid`);
    this.addSql('alter table credential add column if not exists alteration_id uuid');
    for (const [table, name, column, other] of REFERENCES) {
      // A reference locks both, and readers of neither: credentials first, as acts write them.
      this.addSql(`
        do $$ begin
          lock table credential, access_request in share row exclusive mode;
          if not exists (select 1 from pg_constraint where conname = '${name}') then
            alter table ${table} add constraint ${name} foreign key (${column}) references ${other} (id) not valid;
          end if;
        end $$`);
    }
  }

  override down(): void {
    this.addSql('alter table access_request drop constraint access_request_from_homologation, drop column replaces_id');
    this.addSql('alter table credential drop column alteration_id');
    // Alterations of production stay, and fit no more.
    this.addSql(`
      alter table access_request add constraint access_request_check2
        check ((environment = 'PRODUCTION') = (homologation_credential_id is not null)) not valid`);
  }
}

const REFERENCES = [
  ['access_request', 'access_request_replaces', 'replaces_id', 'credential'],
  ['credential', 'credential_alteration', 'alteration_id', 'access_request'],
] as const;
