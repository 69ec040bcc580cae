import { Migration } from '@mikro-orm/migrations';

/** Which portfolios a reviewer is bound to, as they were last at the queue and as was said since; null who is bound to none. */
export class Migration0053reviewersPortfolios extends Migration {
  override up(): void {
    this.addSql('alter table reviewer_presence add column portfolios text[]');
    this.addSql('alter table notice_recipient add column portfolios text[]');
  }

  override down(): void {
    this.addSql('alter table reviewer_presence drop column portfolios');
    this.addSql('alter table notice_recipient drop column portfolios');
  }
}
