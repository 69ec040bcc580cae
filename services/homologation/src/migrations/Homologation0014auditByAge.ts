import { Migration } from '@mikro-orm/migrations';

/** The audit log is read by month, newest first. Built beside the acts that go on. */
export class Homologation0014auditByAge extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    // What was broken off left one behind that is not valid.
    this.addSql('drop index concurrently if exists audit_record_by_age');
    this.addSql('create index concurrently audit_record_by_age on audit_record (at, id)');
  }

  override down(): void {
    this.addSql('drop index concurrently if exists audit_record_by_age');
  }
}
