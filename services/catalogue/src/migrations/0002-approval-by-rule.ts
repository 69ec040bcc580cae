import { Migration } from '@mikro-orm/migrations';

/** Whether a portfolio approves by rule, and what a report of conformance proves. */
export class Catalogue0002 extends Migration {
  override up(): void {
    this.addSql('alter table portfolio add column drawn_percent int');
    this.addSql('alter table requirement add column proven_by_report boolean not null default false');
  }

  override down(): void {
    this.addSql('alter table requirement drop column proven_by_report');
    this.addSql('alter table portfolio drop column drawn_percent');
  }
}
