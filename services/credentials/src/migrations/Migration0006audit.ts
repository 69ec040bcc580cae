import { Migration } from '@mikro-orm/migrations';

/** Who did what to what; written once, never changed. */
export class Migration0006audit extends Migration {
  override up(): void {
    this.addSql(`
      create table audit_record (
        id uuid primary key,
        at timestamptz(3) not null,
        actor_id uuid,
        act varchar(60) not null,
        subject varchar(20) not null,
        subject_id uuid not null,
        trace_id varchar(32) not null,
        detail jsonb not null
      )`);
    this.addSql('create index audit_record_of_subject on audit_record (subject_id, at)');
    this.addSql('create index audit_record_of_actor on audit_record (actor_id, at)');
    this.addSql(`
      create function audit_record_stays() returns trigger language plpgsql as $$
      begin raise exception 'audit records are never changed'; end $$`);
    this.addSql(`
      create trigger audit_record_stays before update or delete on audit_record
      for each row execute function audit_record_stays()`);
  }

  override down(): void {
    this.addSql('drop table audit_record');
    this.addSql('drop function audit_record_stays');
  }
}
