import { Migration } from '@mikro-orm/migrations';

/** Idempotency keys by their age, for trimming. */
export class Migration0009idempotencyAge extends Migration {
  override up(): void {
    this.addSql('create index idempotency_key_by_age on idempotency_key (created_at)');
  }

  override down(): void {
    this.addSql('drop index idempotency_key_by_age');
  }
}
