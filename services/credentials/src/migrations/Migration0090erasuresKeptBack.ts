import { Migration } from '@mikro-orm/migrations';

/** Whether something kept an account back when its time had come: then its person is told anew before it is erased. */
export class Migration0090erasuresKeptBack extends Migration {
  override up(): void {
    this.addSql('alter table erasure_request add column kept_back boolean not null default false');
  }

  override down(): void {
    this.addSql('alter table erasure_request drop column kept_back');
  }
}
