import { Migration } from '@mikro-orm/migrations';

/** By which browser each session is known to its person; sessions of before have none, and are over within a day. */
export class Migration20261130BSessionDevices extends Migration {
  override up(): void {
    this.addSql('alter table sessions add column browser text, add column system text, add column at_review boolean');
  }

  override down(): void {
    this.addSql('alter table sessions drop column browser, drop column system, drop column at_review');
  }
}
