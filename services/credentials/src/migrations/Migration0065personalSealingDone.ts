import { Migration } from '@mikro-orm/migrations';

/**
 * Until when what was plain is sealed: from the first on in a new database; in any other nobody noted it, and
 * `seal-personal-data`, run again, says so.
 */
export class Migration0065personalSealingDone extends Migration {
  override up(): void {
    this.addSql('alter table personal_sealing add column done_at timestamptz(3)');
    this.addSql(`
      update personal_sealing set done_at = since
      where not exists (select 1 from access_request) and not exists (select 1 from notice_recipient)`);
  }

  override down(): void {
    this.addSql('alter table personal_sealing drop column done_at');
  }
}
