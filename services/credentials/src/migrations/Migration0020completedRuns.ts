import { Migration } from '@mikro-orm/migrations';

/** Runs of conformance that were completed, as the homologation environment told; and their place on the live line. */
export class Migration0020completedRuns extends Migration {
  override up(): void {
    // Not validated: what is there was held against a narrower one.
    this.addSql(`
      alter table outbox drop constraint outbox_subject_check,
        add constraint outbox_subject_check check (subject in ('ACCESS_REQUEST', 'CREDENTIAL', 'CONFORMANCE_RUN')) not valid`);
    this.addSql(`
      create table completed_run (
        run_id uuid primary key,
        credential_id uuid not null references credential (id),
        suite varchar(60) not null,
        suite_version varchar(30) not null,
        outcome varchar(20) not null,
        connector varchar(200),
        completed_at timestamptz(3) not null
      )`);
  }

  override down(): void {
    this.addSql(`delete from outbox where subject = 'CONFORMANCE_RUN'`);
    this.addSql('drop table completed_run');
    this.addSql(`
      alter table outbox drop constraint outbox_subject_check,
        add constraint outbox_subject_check check (subject in ('ACCESS_REQUEST', 'CREDENTIAL')) not valid`);
  }
}
