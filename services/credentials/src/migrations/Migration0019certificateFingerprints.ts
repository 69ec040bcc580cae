import { Migration } from '@mikro-orm/migrations';

/** Which credential for homologation a certificate is of, at each first call with it. */
export class Migration0019certificateFingerprints extends Migration {
  override up(): void {
    this.addSql(`
      create index credential_of_certificate on credential ((certificate ->> 'sha256'))
      where environment = 'HOMOLOGATION'`);
  }

  override down(): void {
    this.addSql('drop index credential_of_certificate');
  }
}
