import { Migration } from '@mikro-orm/migrations';

/** What credentials is to be told of reports, and whether it took it; those that there are already are noted by the service. */
export class Homologation0008toldReports extends Migration {
  override up(): void {
    this.addSql(`
      create table conformance_report_told (
        report_id uuid primary key references conformance_report (id),
        suite jsonb not null,
        revision integer not null,
        tried_at timestamptz(3),
        taken_at timestamptz(3)
      )`);
    this.addSql(
      'create index conformance_report_untaken on conformance_report_told (report_id) where taken_at is null',
    );
  }

  override down(): void {
    this.addSql('drop table conformance_report_told');
  }
}
