import { Migration } from '@mikro-orm/migrations';

/** At most one record of the reading of a credential, too, for each person and hour. */
export class Migration0011readCredential extends Migration {
  override up(): void {
    this.addSql('drop index audit_record_reading');
    this.addSql(`
      create unique index audit_record_reading
      on audit_record (subject_id, actor_id, date_trunc('hour', at at time zone 'UTC'))
      where act in ('readAccessRequest', 'readCredential')`);
  }

  override down(): void {
    this.addSql('drop index audit_record_reading');
    this.addSql(`
      create unique index audit_record_reading
      on audit_record (subject_id, actor_id, date_trunc('hour', at at time zone 'UTC'))
      where act = 'readAccessRequest'`);
  }
}
