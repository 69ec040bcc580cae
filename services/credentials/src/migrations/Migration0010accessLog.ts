import { Migration } from '@mikro-orm/migrations';

/** At most one record of the reading of a request for each person and hour. */
export class Migration0010accessLog extends Migration {
  override up(): void {
    this.addSql(`
      create unique index audit_record_reading
      on audit_record (subject_id, actor_id, date_trunc('hour', at at time zone 'UTC'))
      where act = 'readAccessRequest'`);
  }

  override down(): void {
    this.addSql('drop index audit_record_reading');
  }
}
