import { Migration } from '@mikro-orm/migrations';

/** Reports of conformance, as the homologation environment told: what a file is that is attached, and until when it counts. */
export class Migration0021conformanceReports extends Migration {
  override up(): void {
    this.addSql(`
      create table conformance_report (
        report_id uuid primary key,
        credential_id uuid not null references credential (id),
        pdf_sha256 char(64) not null unique,
        suite varchar(60) not null,
        valid_until timestamptz(3) not null,
        suite_ends_at timestamptz(3),
        revision integer not null
      )`);
  }

  override down(): void {
    this.addSql('drop table conformance_report');
  }
}
