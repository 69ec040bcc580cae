import { Migration } from '@mikro-orm/migrations';

/** To which portfolios an ADMIN bound a reviewer; null who reviews in all. */
export class Migration20261130ReviewersPortfolios extends Migration {
  override up(): void {
    this.addSql('alter table ministry_role_changes add column portfolios text[]');
  }

  override down(): void {
    this.addSql('alter table ministry_role_changes drop column portfolios');
  }
}
