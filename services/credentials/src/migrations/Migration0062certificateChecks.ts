import { Migration } from '@mikro-orm/migrations';

/** When it was last asked whether the certificate of a credential was revoked. Nothing is rewritten by it. */
export class Migration0062certificateChecks extends Migration {
  override up(): void {
    this.addSql('alter table credential add column certificate_checked_at timestamptz(3)');
  }

  override down(): void {
    this.addSql('alter table credential drop column certificate_checked_at');
  }
}
