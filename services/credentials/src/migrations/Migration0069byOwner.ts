import { Migration } from '@mikro-orm/migrations';

/** Finds what a person began, whichever team it is of by now. Built beside the work that goes on. */
export class Migration0069byOwner extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql('drop index concurrently if exists access_request_begun_by');
    this.addSql('create index concurrently access_request_begun_by on access_request (owner_id)');
  }

  override down(): void {
    this.addSql('drop index concurrently if exists access_request_begun_by');
  }
}
