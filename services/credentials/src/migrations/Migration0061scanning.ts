import { Migration } from '@mikro-orm/migrations';

/** Files of messages are looked at by the antivirus as evidence is; what waits for it is found without looking through all. */
export class Migration0061scanning extends Migration {
  /** The version before goes on writing while indexes are built, which no transaction can hold. */
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql(`alter table message_attachment add column if not exists scan varchar(8) not null default 'CLEAN'`);
    for (const table of TABLES) {
      // What was broken off left one behind that is not valid.
      this.addSql(`drop index concurrently if exists ${table}_to_scan`);
      this.addSql(`create index concurrently ${table}_to_scan on ${table} (id) where scan = 'PENDING'`);
    }
  }

  override down(): void {
    for (const table of TABLES) this.addSql(`drop index concurrently if exists ${table}_to_scan`);
    this.addSql('alter table message_attachment drop column if exists scan');
  }
}

const TABLES = ['evidence', 'message_attachment'];
