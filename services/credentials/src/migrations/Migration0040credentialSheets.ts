import { Migration } from '@mikro-orm/migrations';

/** Sheets of credentials that were printed: the code on each finds what it told. */
export class Migration0040credentialSheets extends Migration {
  override up(): void {
    this.addSql(`
      create table credential_sheet (
        code varchar(26) primary key,
        credential_id uuid not null references credential (id) on delete cascade,
        facts_sha256 varchar(64) not null,
        printed_at timestamptz(3) not null,
        unique (credential_id, facts_sha256)
      )`);
  }

  override down(): void {
    this.addSql('drop table credential_sheet');
  }
}
