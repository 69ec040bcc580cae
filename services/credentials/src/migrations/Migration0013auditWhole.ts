import { Migration } from '@mikro-orm/migrations';

/** The audit log is not emptied either: TRUNCATE asks no row's trigger. */
export class Migration0013auditWhole extends Migration {
  override up(): void {
    this.addSql(`
      create trigger audit_record_stays_whole before truncate on audit_record
      for each statement execute function audit_record_stays()`);
  }

  override down(): void {
    this.addSql('drop trigger audit_record_stays_whole on audit_record');
  }
}
