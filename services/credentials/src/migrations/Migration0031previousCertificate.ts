import { Migration } from '@mikro-orm/migrations';

/** The certificate that a credential had before it was changed. */
export class Migration0031previousCertificate extends Migration {
  override up(): void {
    this.addSql(`
      alter table credential
        add column previous_certificate jsonb,
        add column previous_certificate_expires_at timestamptz(3)`);
    this.addSql(`
      create index credential_of_previous_certificate on credential ((previous_certificate ->> 'sha256'))
      where environment = 'HOMOLOGATION' and previous_certificate is not null`);
  }

  override down(): void {
    this.addSql(`
      alter table credential
        drop column previous_certificate,
        drop column previous_certificate_expires_at`);
  }
}
