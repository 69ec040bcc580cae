import { Migration } from '@mikro-orm/migrations';

/** Which team a notice is about: it leads to its page. A column without a value takes a moment whatever the size. */
export class Migration0095noticeTeam extends Migration {
  override up(): void {
    this.addSql('alter table notice add column team_id uuid');
  }

  override down(): void {
    this.addSql('alter table notice drop column team_id');
  }
}
