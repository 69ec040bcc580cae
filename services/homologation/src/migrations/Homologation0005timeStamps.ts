import { Migration } from '@mikro-orm/migrations';

/** Time stamps of reports, beside them because reports are never changed; and those that wait for theirs. */
export class Homologation0005timeStamps extends Migration {
  override up(): void {
    this.addSql(`
      create table conformance_report_stamp (
        report_id uuid not null references conformance_report (id),
        media varchar(4) not null check (media in ('pdf', 'json')),
        stamped_at timestamptz(3) not null,
        authority varchar(200) not null,
        answer bytea not null,
        primary key (report_id, media)
      )`);
    this.addSql(`
      create table conformance_stamp_due (
        report_id uuid primary key references conformance_report (id),
        tries smallint not null,
        next_at timestamptz(3) not null
      )`);
    this.addSql('create index conformance_stamp_due_next on conformance_stamp_due (next_at)');
  }

  override down(): void {
    this.addSql('drop table conformance_stamp_due, conformance_report_stamp');
  }
}
