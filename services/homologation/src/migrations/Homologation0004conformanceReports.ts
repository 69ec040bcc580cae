import { Migration } from '@mikro-orm/migrations';

/** Reports of complete runs as they were signed, and the keys that sign them: neither is ever changed. */
export class Homologation0004conformanceReports extends Migration {
  override up(): void {
    this.addSql(`
      create table report_key (
        kid varchar(60) primary key,
        sealed text not null,
        public_jwk jsonb not null,
        made_at timestamptz(3) not null
      )`);
    this.addSql(`
      create table conformance_report (
        id uuid primary key,
        run_id uuid not null references conformance_run (id),
        run_digest char(64) not null,
        credential_id uuid not null,
        owner_id uuid not null,
        suite_id varchar(60) not null,
        suite_hash char(64) not null,
        issued_at timestamptz(3) not null,
        valid_until timestamptz(3) not null,
        summary jsonb not null,
        json bytea not null,
        json_sha256 char(64) not null unique,
        pdf bytea not null,
        pdf_sha256 char(64) not null unique,
        unique (run_id, run_digest)
      )`);
    this.addSql('create index conformance_report_of_credential on conformance_report (credential_id, id desc)');
    this.addSql('create index conformance_seen_by_call on conformance_seen (call_id)');
    // Compressed by themselves already.
    this.addSql('alter table conformance_report alter column pdf set storage external');
  }

  override down(): void {
    this.addSql('drop index conformance_seen_by_call');
    this.addSql('drop table conformance_report, report_key');
  }
}
