import { Migration } from '@mikro-orm/migrations';

/** What reviewers found for each requirement; and, both tables being there now, the credential a production request starts from. */
export class Migration0004reviews extends Migration {
  override up(): void {
    this.addSql(`
      create table assessment (
        request_id uuid not null references access_request (id),
        requirement varchar(100) not null,
        verdict varchar(10) not null check (verdict in ('PROVEN', 'MISSING', 'DOUBTFUL')),
        note varchar(1000),
        reviewer_id uuid not null,
        reviewer_name varchar(200) not null,
        at timestamptz(3) not null,
        primary key (request_id, requirement)
      )`);
    this.addSql(`
      alter table access_request add constraint access_request_homologation_credential
      foreign key (homologation_credential_id) references credential (id)`);
  }

  override down(): void {
    this.addSql('alter table access_request drop constraint access_request_homologation_credential');
    this.addSql('drop table assessment');
  }
}
