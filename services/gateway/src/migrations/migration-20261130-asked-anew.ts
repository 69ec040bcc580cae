import { Migration } from '@mikro-orm/migrations';

/** Whether the issuer asked a session's person anew. */
export class Migration20261130AskedAnew extends Migration {
  override up(): void {
    this.addSql('alter table sessions add column asked_anew boolean not null default false');
  }

  override down(): void {
    this.addSql('alter table sessions drop column asked_anew');
  }
}
