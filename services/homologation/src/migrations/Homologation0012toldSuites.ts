import { Migration } from '@mikro-orm/migrations';

/** What was noted of each version of a suite for the reports by it, so that these are looked over only when it changes. */
export class Homologation0012toldSuites extends Migration {
  override up(): void {
    this.addSql(`
      create table conformance_suite_told (
        suite_hash char(64) primary key references conformance_suite (hash),
        suite jsonb
      )`);
    this.addSql('create index conformance_report_of_suite on conformance_report (suite_hash)');
  }

  override down(): void {
    this.addSql('drop index conformance_report_of_suite');
    this.addSql('drop table conformance_suite_told');
  }
}
