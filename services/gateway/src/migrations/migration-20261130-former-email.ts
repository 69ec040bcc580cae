import { Migration } from '@mikro-orm/migrations';

/** What an ADMIN last said of somebody by an e-mail that they had before. */
export class Migration20261130FormerEmail extends Migration {
  override up(): void {
    this.addSql('alter table people add column former_email text, add column former_change int');
  }

  override down(): void {
    this.addSql('alter table people drop column former_email, drop column former_change');
  }
}
