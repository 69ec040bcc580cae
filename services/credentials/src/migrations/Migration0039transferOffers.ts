import { Migration } from '@mikro-orm/migrations';

/** Offers of credentials to another team of their establishment, found by what their link holds. */
export class Migration0039transferOffers extends Migration {
  /** The version before goes on writing while the index is built, which no transaction can hold. */
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql('alter table credential add column if not exists transfer_offer jsonb');
    // What was broken off left one behind that is not valid.
    this.addSql('drop index concurrently if exists credential_offered');
    this.addSql(`
      create index concurrently credential_offered on credential ((transfer_offer ->> 'secretHash'))
      where transfer_offer is not null`);
  }

  override down(): void {
    this.addSql('alter table credential drop column transfer_offer');
  }
}
