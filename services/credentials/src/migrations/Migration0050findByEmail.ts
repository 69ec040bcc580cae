import { Migration } from '@mikro-orm/migrations';

/** Finds requests by words of the e-mail of who asked, where it is sealed. */
export class Migration0050findByEmail extends Migration {
  /** The version before goes on writing while it is built, which no transaction can hold. */
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    // What was broken off left one behind that is not valid.
    this.addSql('drop index concurrently if exists access_request_email_words');
    this.addSql(`create index concurrently access_request_email_words on access_request
      using gin ((requester -> '_words') jsonb_path_ops)`);
  }

  override down(): void {
    this.addSql('drop index concurrently if exists access_request_email_words');
  }
}
