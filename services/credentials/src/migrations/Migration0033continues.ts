import { Migration } from '@mikro-orm/migrations';

/** The request that ended and is gone on with in another. */
export class Migration0033continues extends Migration {
  override up(): void {
    this.addSql('alter table access_request add column continues_id uuid references access_request (id)');
    this.addSql(`
      create unique index access_request_continues on access_request (continues_id)
      where continues_id is not null and state in ('DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED')`);
  }

  override down(): void {
    this.addSql('alter table access_request drop column continues_id');
  }
}
