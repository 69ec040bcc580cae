import { Migration } from '@mikro-orm/migrations';

/** Requests that alter a credential, and whose content a credential has since. */
export class Migration0037alterations extends Migration {
  override up(): void {
    this.addSql('alter table credential add column alteration_id uuid');
    this.addSql(`
      alter table credential add constraint credential_alteration
        foreign key (alteration_id) references access_request (id) not valid`);
    this.addSql('alter table access_request add column replaces_id uuid');
    // Not validated here: no row has one yet, and reading them all under these locks would hold up who writes.
    this.addSql(`
      alter table access_request
        add constraint access_request_replaces foreign key (replaces_id) references credential (id) not valid,
        drop constraint access_request_check2,
        add constraint access_request_from_homologation
          check ((environment = 'PRODUCTION' and replaces_id is null) = (homologation_credential_id is not null)) not valid`);
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
